"""PDF documents to tables and passages: what stands on each page, its lines and blocks, and the tables among them."""
