"""Who must report: the agencies of a government, as a file declares them."""
