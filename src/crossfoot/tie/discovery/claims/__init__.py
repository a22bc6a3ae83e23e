"""Sentences held against tables: which facts their figures restate, and what tables leave for those figures."""
