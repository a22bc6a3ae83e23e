"""Identities that nobody declared, found in the layout and arithmetic of tables, each with its belief."""
