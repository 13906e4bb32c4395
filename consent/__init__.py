"""Consent: who agreed to be shown, where, until when, and what happens when it ends.

First form: the append-only record, and the one question every room asks of it: is a subject's consent for this scope
in force today?
"""
