"""GIA4xx: table four, reviews (行政复议) and suits (行政诉讼)."""
