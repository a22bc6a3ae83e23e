"""Pages drawn anew from documents that have shapes but no pages of their own: slides."""
