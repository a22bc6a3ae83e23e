"""Does it tie, which figure is wrong, what is missing: propagate, solve, recover, explain, certify."""
