"""GIA8xx: several reports together, one agency's of consecutive years and the units of one government."""
