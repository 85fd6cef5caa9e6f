"""Plugins: where they come from, what they bring, and what is wrong with one."""
