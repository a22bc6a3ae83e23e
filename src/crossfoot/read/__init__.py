"""Documents to figures in their layout; one module a format."""
