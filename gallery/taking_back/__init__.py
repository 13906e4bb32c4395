"""Taking a drawing back with the code and the PIN of its slip: no account, no cookie, no question why.

Whoever holds the paper may do it. What is behind a code nobody learns here: not whether there is a drawing, nor what
has become of it.
"""
