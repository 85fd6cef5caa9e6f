"""Writing: a file is changed as findings ask and not otherwise.

In come the bytes of a file, the document that was read of them, and fixes or comments; out come bytes. It
knows nothing of the command line, and saves nothing: what it changes in a file it reads again to be sure.
"""
