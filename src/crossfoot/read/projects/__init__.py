"""A project folder to a book: settings, measures, plan, and the figures of its sources as printed."""
