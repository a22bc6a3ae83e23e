"""A page as a reader sees it: words, ruled lines, areas and pictures with their places on the sheet as displayed."""
