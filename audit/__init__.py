"""What happened and who did it, and the mail that follows: both written in the transaction of what they tell of."""
