"""The book as pages, and the pages as a site and tables of facts; the writers are siblings."""
