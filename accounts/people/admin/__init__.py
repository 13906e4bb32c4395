"""People in the admin: who works here, what they may do, and what happened to them."""
