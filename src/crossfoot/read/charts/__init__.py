"""Charts drawn on pages: bars, lines, slices, and their data labels bound to series and category by geometry."""
