"""Checking: rules are put to a report. Whether a rule holds, is violated or cannot be told."""
