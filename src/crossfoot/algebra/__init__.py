"""Identities compiled to exact rows, and the way back from every row to its identity and figures."""
