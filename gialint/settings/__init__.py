"""Settings: what a configuration file may hold, how files build on each other, what that asks of a file."""
