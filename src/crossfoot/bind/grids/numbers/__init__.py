"""The numbers of a table read anew with their units, scales and signs, as the lines around them tell."""
