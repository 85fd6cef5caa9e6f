"""Patterns that people write: what they can match, whether they are sound, and how long they may take.

In comes a regular expression as text; out comes what is wrong with it, or words that a match must have. It
is judged by its structure alone, and knows nothing of reports.
"""
