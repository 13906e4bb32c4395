"""What the site states as true: countries, helplines, alert systems, statistics, kinds of "missing".

One row serves all languages, so that a number can never be right in one and wrong in five. Words are choices, names
from CLDR, or a child row a language. Whatever is shown says where it comes from and how old it is.
"""
