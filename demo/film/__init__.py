"""The film “The long way home”, and what made it. The site only plays the finished file."""
