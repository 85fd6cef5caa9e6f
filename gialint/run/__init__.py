"""A run: which files are checked, by how many processes, and what the whole comes to.

A configuration and the names of files come in, a ``Result`` goes out. Nothing here prints, reads the command
line or knows what a rule is about.
"""
