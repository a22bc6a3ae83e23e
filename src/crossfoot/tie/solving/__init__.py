"""The exact kernel around a solver: points and witnesses proposed in floats, certificates verified in whole numbers."""
