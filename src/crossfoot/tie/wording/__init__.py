"""Proofs in words."""
