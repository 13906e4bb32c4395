"""The schools' door as anybody finds it: two forms that lead to a letter, and the page behind the link in it."""
