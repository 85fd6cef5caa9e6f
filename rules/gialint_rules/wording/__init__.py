"""GIA7xx: wording, references, damage to the text, and what must not be published."""
