"""The checker of a book's certificates: it reads book.json only and shares no code with the solver."""
