"""The private link: whoever holds its code and its PIN sees every place that shows them, and hides or ends it alone.

No account, no cookie, no session. What opens a door is typed each time; what was opened is carried by a ticket in the
page itself, for half an hour.
"""
