"""Tying: from a file to a bound book, and from bound books to tied ones, each stage within its time.

What goes wrong with one document is a problem that names it, and leaves the others unharmed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from crossfoot.desk.mapping import Mapping
from crossfoot.desk.stages import OutOfTime, Progress, time_limit
from crossfoot.model.problems import InputError, Problem

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.tie.documents.joined import Joined

MOST_SECONDS = 30
"""Computing time that one stage may take for one document, or for those that are tied to each other."""

TYING_SECONDS = 20
"""Computing time after which tying out comes to no more linked parts: what is told of the others is put together."""

Stage = Callable[["Book"], "Book"]
_SPLIT_IT = "Nothing of it was proved beyond this stage: split it, or give the part that matters"
_SPLIT_THE_REST = "What is said of the others holds: for these split it, or give the part that matters"
_REPORT_IT = "Nothing of it was proved beyond this stage: please report it with the document"


@dataclass(frozen=True, slots=True)
class Checked:
    """The tied books of some sources in their order, and what could not be read or done, with what to do about it.

    A document that could be read has its book even where a later stage failed on it: its figures are then untested.
    `remarks` say what was left out of documents that could be read for the rest.
    """

    books: tuple["Book", ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def make_ready() -> None:
    """Import all that the stages need: it takes about as long as reading a document, and so is done meanwhile."""
    for _ in chain(_binding(Mapping(None)), _tying()):
        pass
    for room in ("crossfoot.bind.grids.binding", "crossfoot.tie.documents.joined"):
        import_module(room)


def bound(reading: Callable[[], Any], binding: Mapping, file: str, say: Progress) -> Checked:
    """One document from its file to a book with the relations of its tables."""
    say("Reading")
    try:
        read = reading()
    except InputError as error:
        return Checked((), error.problems)
    except Exception as error:  # noqa: BLE001 - one document's trouble must not end the others'
        return Checked((), (_failed(file, "Reading", error),))
    done = [_through(book, _binding(binding), say) for book in read.books]
    books = tuple(book for each in done for book in each.books)
    return Checked(books, tuple(problem for each in done for problem in each.problems), read.problems)


def tied(books: Sequence["Book"], say: Progress, *, together: bool) -> Iterator[Checked]:
    """Bound books tied, those in one that state the same facts, or `together` all."""
    from crossfoot.bind.sentences.binding import bind_sentences
    from crossfoot.tie.documents.joined import joined

    if len(books) > 1:
        say("Finding what the documents state alike")
    for each in joined(books, together=together, bind=bind_sentences):
        yield _tied(each, together, say)


def _tied(joined: "Joined", together: bool, say: Progress) -> Checked:
    """The books tied to each other; where that fails, each by itself, with a remark."""
    done = _in_time(joined.book, say)
    if not done.problems or len(joined.parts) == 1 or together:
        return done
    alone = [_in_time(book, say) for book in joined.parts]
    remarks = [
        Problem(problem.file, 0, f"they could not be tied to each other: {problem.message}", "Each was tied by itself")
        for problem in done.problems
    ]
    return Checked(
        tuple(book for each in alone for book in each.books),
        tuple(problem for each in alone for problem in each.problems),
        (*remarks, *(remark for each in alone for remark in each.remarks)),
    )


def _in_time(book: "Book", say: Progress) -> Checked:
    """The tied book; of one that takes too long what is told in time, with its amounts alone where that tells more.

    Amounts are far quicker than ratios.
    """
    done = _tied_out(book, say)
    amounts = tuple(identity for identity in book.identities if identity.ratio is None)
    late = [problem for problem in done.problems if problem.remedy in {_SPLIT_IT, _SPLIT_THE_REST}]
    if not late or len(amounts) == len(book.identities):
        return done
    fewer = _tied_out(book.grown(identities=amounts), say)
    if fewer.problems or _told(fewer) < _told(done):
        return done
    remark = Problem(
        late[0].file, 0, f"{late[0].message}: its ratios were left out", "Its amounts are tied all the same"
    )
    return Checked(fewer.books, (), (remark,))


def _tied_out(book: "Book", say: Progress) -> Checked:
    """The tied book, with a problem where the time was over before all of it was decided."""
    from crossfoot.tie.unreached import NOT_REACHED

    done = _through(book, _tying(), said_of(book.title, say))
    files = ", ".join(document.path for document in book.documents)
    left = (
        Problem(files, 0, finding.message.rstrip("."), _SPLIT_THE_REST)
        for each in done.books
        for finding in each.findings
        if finding.code == NOT_REACHED
    )
    return Checked(done.books, (*done.problems, *left), done.remarks)


def _told(done: Checked) -> int:
    """The figures that something is said of."""
    from crossfoot.model.facts import Verdict

    return sum(said.verdict is not Verdict.UNTESTED for book in done.books for said in book.verdicts.values())


def said_of(name: str, say: Progress) -> Progress:
    """Tells of each stage which document it is at."""
    return lambda stage: say(f"{name}: {stage}")


def _through(book: "Book", stages: Iterable[tuple[str, Stage]], say: Progress) -> Checked:
    """The book as far as the stages could take it."""
    files = ", ".join(document.path for document in book.documents)
    for words, stage in stages:
        say(words)
        try:
            with time_limit(MOST_SECONDS):
                book = stage(book)
        except InputError as error:
            return Checked((book,), error.problems)
        except OutOfTime:
            return Checked((book,), (_too_long(files, words),))
        except Exception as error:  # noqa: BLE001 - as above
            return Checked((book,), (_failed(files, words, error),))
    return Checked((book,))


def _binding(mapping: Mapping) -> Iterator[tuple[str, Stage]]:
    yield "Telling what each figure states", mapping.bind
    from crossfoot.bind.scattered import bind_scattered

    yield "Telling what charts state", bind_scattered
    from crossfoot.bind.drawn import bind_drawn

    yield "Holding labels against what is drawn", bind_drawn
    from crossfoot.bind.sentences.binding import bind_sentences

    yield "Telling what sentences speak of", bind_sentences
    from crossfoot.bind.formulas.binding import bind_formulas

    yield "Following formulas", bind_formulas
    from crossfoot.bind.rounding_statements import bind_rounding

    yield "Reading how it was rounded", bind_rounding
    from crossfoot.tie.discovery.discover import discover

    yield "Finding the relations of its tables", discover
    from crossfoot.bind.xbrl.binding import bind_filing

    yield "Taking in its tags", bind_filing
    from crossfoot.tie.readings import settled_readings

    yield "Deciding between doubtful readings", settled_readings


def _tying() -> Iterator[tuple[str, Stage]]:
    from crossfoot.tie.engine import tie_briefly

    yield "Tying out", partial(tie_briefly, seconds=TYING_SECONDS)
    from crossfoot.tie.wording.explain import explain

    yield "Putting the proofs into words", explain


def _too_long(file: str, stage: str) -> Problem:
    what = f"{stage[0].lower()}{stage[1:]} took more than {MOST_SECONDS} seconds of computing and was ended"
    return Problem(file, 0, what, _SPLIT_IT)


def _failed(file: str, stage: str, error: Exception) -> Problem:
    what = f"{stage[0].lower()}{stage[1:]} failed: {type(error).__name__}: {error}".replace("\n", " ")
    return Problem(file, 0, what, _REPORT_IT)
