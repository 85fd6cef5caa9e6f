"""What a configuration may say, where it comes from, and what it asks of each file.

``file`` reads one file of settings, ``extending`` what it builds on, ``paths`` settings for some
files only, ``asked`` what comes of it all for a file.
"""
