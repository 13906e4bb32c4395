"""`make bench`: what a page costs the machine that serves it and the reader who waits for it, against its budgets.

How fast a machine is says nothing about the site, and here it changes by a third from minute to minute. So speed is
never given by itself: each figure stands against the bare home page of a fresh ``wagtail start`` site, measured in turn
with ours, under the same gunicorn, on the same kind of database.
"""
