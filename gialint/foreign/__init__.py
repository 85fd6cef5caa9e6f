"""The code of plugins: how it is entered, where it broke, and whether what it gives is what it should be."""
