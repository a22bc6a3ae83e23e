"""Scanned pages: pictures of text to words in their places, doubtful digits with what else they may be."""
