"""Targets and drivers: what was promised, against what came."""
