"""How far a relation is believed: odds by words and places, evidence of figures that tie, and what failures tell."""
