"""Tables as arithmetic sees them: lines that may add, columns that print alike, and what words say of the lines."""
