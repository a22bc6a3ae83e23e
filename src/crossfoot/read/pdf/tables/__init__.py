"""The tables of a page: which lines they are, and their columns, rows, headings and cells."""
