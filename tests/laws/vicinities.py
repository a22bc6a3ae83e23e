"""Made books are small: here every part of them is taken as large, and asked about in vicinities of a few facts."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch


@contextmanager
def small_parts_taken_as_large() -> Iterator[None]:
    """Parts of two facts are large, and a vicinity is of eight or sixteen."""
    with ExitStack() as changes:
        for place in ("crossfoot.tie.joint", "crossfoot.tie.blame.conflicts", "crossfoot.tie.anew.again"):
            changes.enter_context(patch(f"{place}.LARGE", 2))
        changes.enter_context(patch("crossfoot.tie.trouble.NEAR", ((1, 8), (2, 16))))
        yield
