"""Problems: input that cannot be read, each with its file and line and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the input, where, and what to do next. `line` counts from 1; 0 where no line applies."""

    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}. {self.remedy}"


class InputError(Exception):
    """The input cannot be read: every problem found, in the order of files and lines. Nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
