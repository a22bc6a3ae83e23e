"""The layout of a table: its headings, labels and sections, and over which columns and rows each of them reaches."""
