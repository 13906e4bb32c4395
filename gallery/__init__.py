"""Drawing competitions: what children drew, from the moment it arrives to the public gallery.

`enums` says which states an entry can be in and which moves are allowed, `domain` is the only code that moves one,
`processing` makes a public picture of an untrusted file, `listing` is what readers see.
"""
