"""Files that people write as data (rules, waivers, lexicons, settings): loaded, and checked key by key.

In comes the text of a file; out come plain data that know where they stood, and problems that quote the
line with a caret. Nothing here knows what a rule or a lexicon means.
"""
