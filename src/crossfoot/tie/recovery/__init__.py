"""Labels of lost order put back in their places, with proof that they are the only ones or with the alternatives."""
