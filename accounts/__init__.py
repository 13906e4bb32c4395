"""Who works here: the user model. Roles and the second factor come with their own issue."""
