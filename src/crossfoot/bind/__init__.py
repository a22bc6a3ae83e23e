"""Declared structure to identities between facts: which measure, period and scenario each figure speaks of."""
