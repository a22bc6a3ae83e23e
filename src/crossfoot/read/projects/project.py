"""A project folder to a book: every source read, every problem named at once, nothing judged yet."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from crossfoot.model.book import Book, Document, Regime
from crossfoot.read.gathered import Gathered
from crossfoot.read.projects.model_checks import check_model
from crossfoot.read.projects.model_file import MODEL, Model, read_model
from crossfoot.read.projects.plan_file import PLAN, PlanSource
from crossfoot.read.projects.problem_list import ProblemList
from crossfoot.read.projects.settings import SETTINGS, DeclaredDocument, Settings, read_settings
from crossfoot.read.projects.source_csv import CsvSource
from crossfoot.read.projects.source_labels import LabelSource
from crossfoot.read.projects.statements import Context
from crossfoot.read.text_files import decode, read_text

SOURCES = "sources"
"""The folder of source files; each file in it belongs to a document."""


def read_project(folder: Path) -> Book:
    """The book that a project folder declares: entity, measures, relations, figures as printed and blocks of labels.

    Raises InputError with every problem found.
    """
    problems = ProblemList()
    settings = read_settings(folder, problems)
    text = read_text(folder, MODEL, problems)
    model = read_model(text, settings.entity, problems) if text is not None and settings else None
    if settings is None or model is None:
        problems.raise_if_any()
        raise AssertionError("what cannot be read is a problem noted")
    project = _Project(folder, settings, check_model(model, problems), problems)
    book = project.book()
    problems.raise_if_any()
    return book


@dataclass(frozen=True, slots=True)
class _Project:
    folder: Path
    settings: Settings
    model: Model
    problems: ProblemList
    gathered: Gathered = field(default_factory=Gathered)

    def book(self) -> Book:
        context = Context(self.settings.entity, self.model)
        files = self._files()
        documents = tuple(self._document(one, files[one.name], context) for one in self.settings.documents)
        self._plan(context)
        return Book(
            entity=self.settings.entity,
            title=self.settings.title or self.settings.entity.name,
            documents=documents,
            measures=self.model.measures,
            figures=tuple(self.gathered.figures),
            blocks=tuple(self.gathered.blocks),
            relations=self.model.relations,
            regimes=tuple(_stated_regime(one) for one in self.settings.documents if one.rounding is not None),
        )

    def _files(self) -> dict[str, list[str]]:
        """The source files of each document, by name relative to the folder; each file belongs to exactly one."""
        owner: dict[str, str] = {}
        files: dict[str, list[str]] = {document.name: [] for document in self.settings.documents}
        for document in self.settings.documents:
            for pattern in document.sources:
                for name in self._matches(pattern, document):
                    if owner.setdefault(name, document.name) != document.name:
                        message = f"{name} belongs to two documents, {owner[name]!r} and {document.name!r}"
                        self._complain(document, message, "Let one pattern of one document match it.")
                    elif name not in files[document.name]:
                        files[document.name].append(name)
        for path in sorted((self.folder / SOURCES).rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and not path.name.startswith(".") and name not in owner:
                remedy = f"Name it among the sources of a document in {SETTINGS}, or move it out of {SOURCES}/."
                self.problems.add(name, 0, "no document claims this file", remedy)
        return files

    def _matches(self, pattern: str, document: DeclaredDocument) -> list[str]:
        if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            self._complain(document, f"the source {pattern!r} is not in the project", "Name a file within the folder.")
            return []
        try:
            paths = [path for path in self.folder.glob(pattern) if path.is_file()]
        except (ValueError, IndexError, NotImplementedError):  # pathlib's ways to refuse a pattern
            self._complain(document, f"the source {pattern!r} is no pattern", "Write it as in sources/*.csv.")
            return []
        found = sorted(path.relative_to(self.folder).as_posix() for path in paths)
        if not found:
            self._complain(document, f"the source {pattern!r} matches no file", "Write the file or correct the name.")
        return found

    def _document(self, declared: DeclaredDocument, files: list[str], context: Context) -> Document:
        digest = hashlib.sha256()
        for name in files:
            try:
                raw = (self.folder / name).read_bytes()
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                self.problems.add(name, 0, f"the file cannot be read: {reason}", "Make it a readable text file.")
                continue
            digest.update(raw)
            text = decode(raw, name, self.problems)
            if text is not None:
                self._source(name, declared, text, context)
        path = ", ".join(declared.sources)
        return Document(declared.name, path, digest.hexdigest(), declared.title, declared.pages)

    def _source(self, name: str, declared: DeclaredDocument, text: str, context: Context) -> None:
        suffix = Path(name).suffix.casefold()
        if suffix == ".csv":
            CsvSource(name, declared.name, context, self.problems).read(text, self.gathered)
        elif suffix in (".yaml", ".yml"):
            LabelSource(name, declared.name, context, self.problems).read(text, self.gathered)
        else:
            self.problems.add(name, 0, f"files {suffix or 'without an ending'} cannot be read", "Use .csv or .yaml.")

    def _plan(self, context: Context) -> None:
        if (self.folder / PLAN).exists():
            text = read_text(self.folder, PLAN, self.problems)
            if text is not None:
                names = tuple(document.name for document in self.settings.documents)
                PlanSource(names, context, self.problems).read(text, self.gathered)

    def _complain(self, document: DeclaredDocument, message: str, remedy: str) -> None:
        self.problems.add(SETTINGS, document.line, message, remedy)


def _stated_regime(document: DeclaredDocument) -> Regime:
    assert document.rounding is not None
    reason = f"{SETTINGS}:{document.line} states it"
    return Regime(document.name, amounts=document.rounding, stated=True, reason=reason)
