"""GIA6xx: the year of a report, the period of its figures, and the dates it names."""
