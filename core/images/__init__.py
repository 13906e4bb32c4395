"""Pictures: what may be uploaded, how it is cleaned, and the sizes the public gets.

An original is kept privately and never served. What a reader sees are copies of fixed widths, made from a picture
that was decoded and written anew, so that no place, phone or name travels with it.
"""
