"""Identities compiled to exact rows and sparse matrices, and the way back from every row to its identity and figures."""
