"""Tables as people type and export them: CSV, HTML, Markdown, plain text and workbooks to grids."""
