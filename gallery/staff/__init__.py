"""What staff do with drawings in the admin: enter, decide, release, look after what is in the gallery.

`access` says who sees what, `pictures` hands out the private copies, the other modules are a page or two each. Nothing
here moves an entry: every change goes through `gallery.domain`.
"""
