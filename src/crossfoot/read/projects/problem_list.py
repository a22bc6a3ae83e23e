"""The list that readers write their problems on, so that one run names them all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from crossfoot.model.problems import InputError, Problem

_NAMES_SHOWN = 8


@dataclass(slots=True)
class ProblemList:
    """Every problem found so far."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, message: str, remedy: str) -> None:
        """Note what is wrong at a line of a file (0 where no line applies) and what to do about it."""
        self.problems.append(Problem(file, line, message, remedy))

    def raise_if_any(self) -> None:
        """Raise InputError with every problem, by file and line, each once; do nothing if there is none."""
        if self.problems:
            raise InputError(*sorted(dict.fromkeys(self.problems), key=lambda problem: (problem.file, problem.line)))


def known_names(word: str, known: Iterable[str], kind: str) -> str:
    """A remedy for a word that is not known: the closest spelling, or the names there are if they are few."""
    names = [str(name) for name in dict.fromkeys(known)]
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, n=1)
    if close:
        return f"Did you mean {folded[close[0]]!r}?"
    if not names:
        return f"There are no {kind}."
    if len(names) <= _NAMES_SHOWN:
        return f"The {kind} there are: {', '.join(names)}."
    return f"None of the {len(names)} {kind} is spelt like it."
