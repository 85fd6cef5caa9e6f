"""Writing: a file is changed as findings ask and not otherwise. Bytes come out; nothing is saved here."""
