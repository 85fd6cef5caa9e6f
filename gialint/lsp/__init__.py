"""What an editor shows of the file that is being written: findings, fixes, explanations, its outline.

A file's text comes in as the editor has it, what is shown of it goes out over the language server protocol.
"""
