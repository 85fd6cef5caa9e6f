"""Who must report: the list of a government's agencies, read from YAML or a table, and a first draft of one.

A file comes in, a ``Roll`` and the mistakes in the file go out. Nothing here looks at reports.
"""
