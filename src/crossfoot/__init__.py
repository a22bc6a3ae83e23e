"""Crossfoot reads financial results, proves which figures tie, recovers missing ones and publishes the book."""

from crossfoot.desk import build, load, verify
from crossfoot.desk import checked as check

__all__ = ["__version__", "build", "check", "load", "verify"]
__version__ = "0.1.0"
