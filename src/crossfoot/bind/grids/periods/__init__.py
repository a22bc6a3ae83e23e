"""Texts that name periods and scenarios, wherever a document writes them: no table is looked at here."""
