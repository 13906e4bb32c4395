"""What the demo site says, in English: plain data that the loader turns into pages.

The other languages are PO files made from these texts, so a changed sentence here is one to translate again.
Facts come with their source; nothing about a real person or organisation stands here that they have not
published.
"""
