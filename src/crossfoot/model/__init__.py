"""The nouns, written once: figures, facts, identities, ticks, findings, certificates, pages and the book. Frozen."""
