"""Ratios that nobody declared: growth, shares, margins, amounts per share, highlights and changes in points."""
