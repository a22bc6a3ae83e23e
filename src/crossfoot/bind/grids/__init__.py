"""Grids to facts: what rows, columns and captions say of every figure's measure, period, scenario and unit."""
