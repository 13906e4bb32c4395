"""Django's Greek dates are figures alone; a day that people remember is written out, its month in the genitive."""

DATE_FORMAT = "j E Y"
MONTH_DAY_FORMAT = "j E"
DATETIME_FORMAT = "j E Y, H:i"
