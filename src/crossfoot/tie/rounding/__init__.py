"""How each document was rounded: stated, said in its words, or told by what its relations leave over."""
