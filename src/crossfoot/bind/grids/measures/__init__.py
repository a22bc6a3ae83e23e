"""The measure of every line of a table: a statement line where its label names one, else one of the table's own."""
