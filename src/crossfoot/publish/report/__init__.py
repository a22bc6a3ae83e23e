"""The report of a check: one file with every page or table of the documents, their figures marked by how they tie."""
