"""Who is let through which address of the admin, and what the libraries show there of others' work.

`middleware` asks what the kind of an address asks (`accounts.kinds`), before any view runs. `reach` says which pages,
pictures and documents somebody may name in an address. The other modules each close one door that stands open in a
library, and name the library, the reason, and when they can go.
"""
