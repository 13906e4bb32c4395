"""Drawings that came by post: a partner sends a list of them, as a spreadsheet, and then their scans in ZIP files.

`columns` is what the list looks like, `template` makes an empty one, `reading` reads what was sent and `checking` says
what is wrong with it; `archive` reads a ZIP. What is done with it all is in `domain.boxes`.
"""
