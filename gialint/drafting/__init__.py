"""Drafting: a form and a year become a report to be filled in. What it says comes from packs."""
