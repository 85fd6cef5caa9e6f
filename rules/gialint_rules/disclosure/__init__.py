"""GIA2xx: table two (第二十条), what was made, decided and charged in the year."""
