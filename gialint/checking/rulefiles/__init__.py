"""Rule files: YAML becomes rules, what is wrong with it is reported at its place, and examples are run.

In come files and folders, and the names that an edition knows; out come rules and problems. Nothing here
knows what a rule finds in a report.
"""
