"""The world as the alert page draws it: paths made once from open geography, marked anew from the data."""
