"""Files of gialint's own: written whole or not at all, kept in a cache, and known by their seal."""
