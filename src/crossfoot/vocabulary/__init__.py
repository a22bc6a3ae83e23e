"""The trade's words: numbers as printed, units, periods, measures and scenarios. Standard library only."""
