"""Files of gialint's own: written whole or not at all, kept in a cache, recognised by their seal.

Bytes and paths come in and go out, and patterns of paths; nothing here knows what is in a file.
"""
