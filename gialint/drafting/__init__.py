"""Drafting: a form and a year become a report to be filled in.

In come a pack's template, a form, an agency and a year; out come the bytes of a file in one of four formats.
It knows nothing of the law: what a draft says comes from packs.
"""
