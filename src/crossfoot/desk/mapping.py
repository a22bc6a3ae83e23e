"""The mapping of a check: read from its file where there is one, else written there once the documents are bound."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.desk.files import write_out

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.model.choices import Choices, TableChoices


@dataclass(slots=True)
class Mapping:
    """How tables are bound: as a file says where it exists, else as they tell themselves, and then as written down."""

    file: Path | None
    told: "Choices | None" = None
    chosen: dict[str, tuple["TableChoices", ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path | None) -> "Mapping":
        """The mapping in a file, or one to be written there; with no file, neither. Raises InputError."""
        if file is None or not file.exists():
            return cls(file)
        from crossfoot.read.mapping_file import read_mapping

        return cls(file, read_mapping(file))

    def bind(self, book: "Book") -> "Book":
        """The book with a fact for every number in its tables. Raises InputError."""
        from crossfoot.bind.grids.binding import bind_grids

        bound = bind_grids(book)
        if self.file is None:
            return bound
        from crossfoot.bind.grids.mapping import choices_of, obeyed

        if self.told is not None:
            return obeyed(book, bound, self.told)
        self.chosen[book.title] = choices_of(book, bound)
        return bound

    def keep(self) -> None:
        """Write down what was chosen, where no file told it. Raises InputError."""
        if self.file is None or self.told is not None:
            return
        from crossfoot.store.mapping_yaml import mapping_yaml

        one = len(self.chosen) == 1
        tables = [replace(t, document="" if one else name) for name, each in self.chosen.items() for t in each]
        write_out(mapping_yaml(tables), self.file)
