"""GIA1xx: the title, the six sections and their tables, as 条例 art. 50 and the form ask."""
