"""The period of every column and row of a table, on the fiscal calendar of its document."""
