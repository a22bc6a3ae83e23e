"""Office documents: slides, text documents and spreadsheets of other programs than Excel, to grids and passages."""
