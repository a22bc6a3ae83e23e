"""Sentences to claims: the amounts, changes and growth that a text states, and what they are said of."""
