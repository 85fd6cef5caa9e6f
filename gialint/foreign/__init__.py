"""The code of plugins: entered under watch, its errors located, its values held to their types.

Functions of plugins come in, their results or a ``Problem`` go out; nothing here knows what plugins are for.
"""
