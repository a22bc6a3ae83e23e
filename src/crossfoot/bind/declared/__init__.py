"""Measures and relations that a project declares to identities between facts."""
