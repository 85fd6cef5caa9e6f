"""A store of many reports: a database of SQLite that a run writes as it goes, and that people query.

In come the outcomes of a run, which are kept with every figure and claim; out come the rows of files that
have not changed since, and what the matrix asks of all. The tables are described in ``docs/store.md``.
"""
