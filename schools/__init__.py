"""Who may enter drawings: schools, the people there who write to us, and how a school is known to be one.

Nobody here has an account or a password. A work address that was confirmed by a link is a contact; a visit lasts twelve
hours. The room knows no drawing: what can be done behind the door, other rooms hang into it (`schools.portal`).
"""
