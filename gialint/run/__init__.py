"""A run: which files are checked, by how many processes, and what the whole comes to."""
