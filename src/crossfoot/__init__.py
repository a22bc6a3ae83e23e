"""Crossfoot reads financial results, proves which figures tie, recovers missing ones and publishes the book."""

from crossfoot.desk import build, load, verify

__all__ = ["__version__", "build", "load", "verify"]
__version__ = "0.1.0"
