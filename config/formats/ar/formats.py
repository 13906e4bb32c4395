"""Without the comma that Django puts before the year: the same form as CLDR’s, which numbers and sources use."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
