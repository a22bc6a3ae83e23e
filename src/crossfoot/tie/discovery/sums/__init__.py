"""Sums that nobody declared: the search for them, the shapes they have, how they fit and where they fail."""
