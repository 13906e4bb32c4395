"""Languages: which are offered, how a translation goes live, PO in and out, the spine that never answers 404."""
