"""Wagtail's admin without a single inline script, so that its content security policy needs no exception for any.

Wagtail starts its date pickers, choosers and inline panels with scripts written into the page. Templates of the same
name in ``core/templates/`` leave a note in the place of each; ``core/admin/start.js`` reads it when it comes into the
page, and calls what it names. Which parts, of which version, why, until when: docs/decisions/0029-admin-policy.md.
A test fails when one of the originals changes.
"""
