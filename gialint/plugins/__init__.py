"""Plugins: where they come from, what they bring, and what is wrong with one.

A configuration comes in, ``Plugins`` and compiled forms and lexicons go out. Nothing here checks a report.
"""
