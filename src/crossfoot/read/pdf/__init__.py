"""PDF documents to tables and passages: what stands on each page, its lines and blocks, and the tables among them.

`reading` is the whole way, `opening` the file, `sharing` its pages among processes, `page_reading` and `page_parts` one
page, and `damage` what a broken file lost without a word.

- `page`: a page as it is displayed: words, ruled lines, areas and pictures with their places, as pdfium tells them.
- `text`: characters to words, words to pieces and lines, lines to paragraphs; what a text layer tells badly, mended.
- `tables`: regions of a page, runs of lines that are tables, their columns, rows and headings.
"""
