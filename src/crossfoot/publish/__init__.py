"""From a book to its pages and from the pages to a site: the only room that knows HTML."""
