"""The admin's side: which schools there are, whether each is one, and what verifies others before anybody looks."""
