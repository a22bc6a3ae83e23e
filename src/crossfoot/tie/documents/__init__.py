"""Documents tied to each other: the same fact stated in several, each in its own unit and precision."""
