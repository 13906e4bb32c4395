"""Files as attackers, phones and broken scanners make them, sent through the real doors and made ready by the real
worker: no answer is a server's error, nothing that was planted comes out, what should be upright is, colours stay.
"""
