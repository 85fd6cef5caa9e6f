"""The language of rules that assert: expressions over the facts of a report, in a subset of Python's syntax.

In come the text of an expression and a report's facts; out come a verdict of three values, what it read,
and the working in words. Nothing is ever executed, and nothing here knows rules or their files.
"""
