"""Crossfoot reads financial results, proves which figures tie, recovers those that are missing and publishes the book."""
