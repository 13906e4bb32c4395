"""Who works here: inviting, roles, a lost factor, leaving. For coordinators."""
