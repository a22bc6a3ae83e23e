"""Live formulas of spreadsheets: read, followed, and declared as identities between the facts of their cells."""
