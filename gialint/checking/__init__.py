"""Checking: rules run on a report; each holds, is violated or cannot be decided for missing data."""
