"""The text of a page: characters to words, words to pieces and lines, and lines to paragraphs."""
