"""Balances that stand more than once: carried over, averaged, and stated on both sides of a sheet."""
