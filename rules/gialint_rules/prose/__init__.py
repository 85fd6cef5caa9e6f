"""GIA5xx: prose against the tables, and prose against prose."""
