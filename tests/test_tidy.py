"""The house style as a test: budgets of size, names, documents and imports, with every exception and its reason.

A rule takes a parsed module and gives its breaches. A budget that hurts a good design is changed here, in EXCEPTIONS,
with the reason beside it; an exception that nothing needs any more fails too.
"""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULE_LINES = 400
BODY_LINES = 40
MEDIAN_BODY_LINES = 10
PARAMETERS = 5
FILE_BYTES = 1_000_000

# (rule, file or file::name) -> why the budget gives way there.
EXCEPTIONS: dict[tuple[str, str], str] = {
    (
        "exact",
        "src/crossfoot/tie/solving/solve.py",
    ): "speaks to HiGHS, which works in floats; what it says is only a proposal",
    (
        "exact",
        "src/crossfoot/tie/solving/interior.py",
    ): "proposes points; each is made exact and checked in whole numbers",
    ("exact", "src/crossfoot/tie/solving/strips.py"): "as above: products for it",
    (
        "exact",
        "src/crossfoot/tie/solving/leeway.py",
    ): "tells what is sure by far; what is near is left to whole numbers",
    ("exact", "src/crossfoot/tie/bounds.py"): "skips ends that a solver's point reached; every end kept has its proof",
    ("exact", "src/crossfoot/model/identities.py::float"): "a belief is a chance, not an amount",
    ("parameters", "src/crossfoot/cli/check.py::check"): "a command has as many options as it offers",
    ("exact", "src/crossfoot/tie/blame/severity.py::float"): "as above: how far a contradiction is believed",
    ("exact", "src/crossfoot/store/lookup.py::0.5"): "how much alike two names must be, for suggestions",
    ("exact", "src/crossfoot/model/figures.py::float"): "a box on a page is measured in points, not in money",
    ("exact", "src/crossfoot/model/pictures.py::float"): "as above: where the characters of a line end",
}

# The rooms that hold amounts: no float may appear in them. Publishing draws, and pictures are measured in floats.
MONEY_ROOMS = {"vocabulary", "model", "algebra", "read", "bind", "tie", "plan", "store", "desk"}
# Where pages are measured: points on paper are floats, the numbers printed there stay text until they are read exactly.
GEOMETRY = (
    "src/crossfoot/read/pdf/",
    "src/crossfoot/read/charts/",
    "src/crossfoot/read/scans/",
    "src/crossfoot/read/drawing/",
)

# What each room may import from outside, beyond the standard library.
PACKAGES = {
    "algebra": {"numpy"},
    "read": {"yaml", "numpy", "lxml", "openpyxl", "pypdfium2", "pptx", "docx", "python_calamine", "rapidocr"},
    "tie": {"numpy", "highspy"},
    "publish": {"jinja2", "markdown_it", "markupsafe", "vl_convert", "yaml"},
    "store": {"duckdb", "openpyxl"},
    "cli": {"typer", "rich"},
}
# What checks the engine may not lean on it, nor on anything the engine leans on.
CHECKER = re.compile(r"crossfoot[./]tie[./]verification\b")

VAGUE = {"data", "item", "items", "manager", "util", "utils", "helper", "helpers", "misc", "stuff"}
# Tests draw from Hypothesis's `data`, and the standard library's parser calls `handle_data`.
LIBRARY_WORDS = {"data", "handle_data"}
# The example folder is the command line's example too; nothing else of it is known to the code.
COMPANY = re.compile(r"(?<!examples/)\biij|internet initiative", re.IGNORECASE)
LOCAL_PATH = re.compile(r"(?<![\w.:/])(?:/(?:home|root|Users|work)/|[A-Z]:\\Users\\)")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """A parsed Python file: its path from the root, with forward slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The part of the house it belongs to: `tie` for src/crossfoot/tie/engine.py, empty outside the package."""
        parts = Path(self.path).with_suffix("").parts
        return parts[2] if parts[:2] == ("src", "crossfoot") else ""


@dataclass(frozen=True, order=True)
class Breach:
    """A place that breaks a rule: `where` is what EXCEPTIONS names, `what` says how."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"

    @property
    def places(self) -> set[str]:
        """What an exception for it may name: the file, or the name in the file."""
        return {self.where, self.where.partition("::")[0]}


Rule = Callable[[Module], Iterator[Breach]]


def parse(path: str, text: str) -> Module:
    return Module(path, text, ast.parse(text, path))


@cache
def files() -> tuple[str, ...]:
    """Every file that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file()))


@cache
def modules() -> tuple[Module, ...]:
    return tuple(parse(name, (ROOT / name).read_text(encoding="utf-8")) for name in files() if name.endswith(".py"))


def definitions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Every class and function below `node` with its dotted name, those inside functions included."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Definition):
            yield prefix + child.name, child
            yield from definitions(child, f"{prefix}{child.name}.")
        else:
            yield from definitions(child, prefix)


def functions(module: Module) -> Iterator[tuple[str, Function]]:
    for name, definition in definitions(module.tree):
        if isinstance(definition, Function):
            yield f"{module.path}::{name}", definition


def body_lines(function: Function) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def parameters(function: Function) -> list[str]:
    """The names a caller may give, without `self` and `cls`."""
    listed = function.args
    names = [each.arg for each in (*listed.posonlyargs, *listed.args, *listed.kwonlyargs)]
    return [name for name in names if name not in {"self", "cls"}]


def long_modules(module: Module) -> Iterator[Breach]:
    lines = len(module.text.splitlines())
    if lines > MODULE_LINES:
        yield Breach(module.path, f"{lines} lines, at most {MODULE_LINES}")


def long_bodies(module: Module) -> Iterator[Breach]:
    for where, function in functions(module):
        if body_lines(function) > BODY_LINES:
            yield Breach(where, f"{body_lines(function)} lines, at most {BODY_LINES}")


def many_parameters(module: Module) -> Iterator[Breach]:
    # A test asks for the fixtures it needs, and Hypothesis hands it what it draws.
    for where, function in functions(module):
        if len(parameters(function)) > PARAMETERS and not function.name.startswith("test_"):
            yield Breach(where, f"{len(parameters(function))} parameters, at most {PARAMETERS}")


def vague_names(module: Module) -> Iterator[Breach]:
    if VAGUE & set(Path(module.path).stem.split("_")):
        yield Breach(module.path, "the module's name says nothing")
    for node in ast.walk(module.tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                pass
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                pass
            case _:
                continue
        words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}
        if VAGUE & words and (module.room or name not in LIBRARY_WORDS):
            yield Breach(f"{module.path}::{name}", f"line {node.lineno}: the name says nothing of what it holds")


def without_opening(module: Module) -> Iterator[Breach]:
    opening = (ast.get_docstring(module.tree) or "").split("\n\n")[0].strip()
    if not opening:
        yield Breach(module.path, "no opening sentence")
    elif not opening.endswith((".", "?")):
        yield Breach(module.path, f"the opening is no sentence: {opening!r}")


def undocumented(module: Module) -> Iterator[Breach]:
    if not module.room:
        return
    named = dict(definitions(module.tree))
    for name, definition in named.items():
        owner = named.get(name.rpartition(".")[0])
        private = any(part.startswith("_") for part in name.split("."))
        if not private and not isinstance(owner, Function) and not ast.get_docstring(definition):
            yield Breach(f"{module.path}::{name}", "public and not documented")


def floats(module: Module) -> Iterator[Breach]:
    if module.room not in MONEY_ROOMS or module.path.startswith(GEOMETRY):
        return
    # `isinstance(value, float)` is how a reader turns floats away.
    tests = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call) and _called(node) == "isinstance"]
    turned_away = {id(inner) for test in tests for inner in ast.walk(test)}
    for node in ast.walk(module.tree):
        match node:
            case ast.Constant(value=float()):
                name = repr(node.value)
            case ast.Name(id="float") if id(node) not in turned_away:
                name = "float"
            case ast.Attribute(attr="float16" | "float32" | "float64" | "double" as name):
                pass
            case _:
                continue
        yield Breach(f"{module.path}::{name}", f"line {node.lineno}: a float where amounts are exact")


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def foreign_imports(module: Module) -> Iterator[Breach]:
    if not module.room:
        return
    allowed = sys.stdlib_module_names | PACKAGES.get(module.room, set()) | {"crossfoot"}
    checks = bool(CHECKER.search(module.path))
    for node in ast.walk(module.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            if checks and not CHECKER.match(name) and name.split(".")[0] not in sys.stdlib_module_names:
                yield Breach(f"{module.path}::{name}", f"a checker stands alone and may not import {name}")
            elif name.split(".")[0] not in allowed:
                yield Breach(f"{module.path}::{name}", f"{module.room} may not import {name}")


def company_names(module: Module) -> Iterator[Breach]:
    if module.room:
        for number, line in enumerate(module.text.splitlines(), 1):
            if COMPANY.search(line):
                yield Breach(module.path, f"line {number} speaks of the reference company")


RULES: dict[str, Rule] = {
    "module length": long_modules,
    "body length": long_bodies,
    "parameters": many_parameters,
    "names": vague_names,
    "opening": without_opening,
    "documented": undocumented,
    "exact": floats,
    "imports": foreign_imports,
    "company": company_names,
}

# A module of the tie room for each rule, which it breaks: the rules can fail.
UNTIDY = {
    "module length": "\n" * (MODULE_LINES + 1),
    "body length": "def total():\n" + "    pass\n" * (BODY_LINES + 1),
    "parameters": "def total(a, b, c, *, d, e, f): ...",
    "names": "def total(data): ...",
    "opening": '"""Totals"""',
    "documented": '"""Totals."""\nclass Total:\n    def foots(self): ...',
    "exact": "tolerance = 0.5",
    "imports": "import pandas",
    "company": "# IIJ prints no total here",
}


@pytest.mark.parametrize("rule", RULES)
def test_the_house_is_tidy(rule: str) -> None:
    found = sorted({breach for module in modules() for breach in RULES[rule](module)})
    untidy = [str(breach) for breach in found if not any((rule, place) in EXCEPTIONS for place in breach.places)]
    assert not untidy, "\n".join(["", *untidy])


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_fail(rule: str) -> None:
    assert list(RULES[rule](parse("src/crossfoot/tie/total.py", UNTIDY[rule])))


def test_a_checker_may_not_lean_on_what_it_checks() -> None:
    text = "import fractions\nfrom crossfoot.tie.verification.terms import Terms\nfrom crossfoot.model.book import Book"
    (breach,) = foreign_imports(parse("src/crossfoot/tie/verification/checker.py", text))
    assert breach.where == "src/crossfoot/tie/verification/checker.py::crossfoot.model.book"


def test_bodies_are_counted_without_their_docstring() -> None:
    text = '"""M."""\ndef f():\n    """Two\n    lines."""\n    a = 1\n\n    return a\n'
    ((_, function),) = functions(parse("src/crossfoot/x.py", text))
    assert body_lines(function) == 3


def test_bodies_are_short_in_the_median() -> None:
    lengths = [body_lines(function) for module in modules() if module.room for _, function in functions(module)]
    assert statistics.median(lengths) <= MEDIAN_BODY_LINES


def test_every_exception_is_still_needed() -> None:
    found = {(name, breach) for name, rule in RULES.items() for module in modules() for breach in rule(module)}
    needed = {(name, place) for name, breach in found for place in breach.places}
    assert EXCEPTIONS.keys() - needed == set()


def test_no_file_is_large() -> None:
    assert [name for name in files() if (ROOT / name).stat().st_size > FILE_BYTES] == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert LOCAL_PATH.search("see /" + "home/me/deck.txt")
    named = []
    for name in files():
        text = (ROOT / name).read_bytes().decode("utf-8", "ignore")
        named += [f"{name}: {found.group()}" for found in LOCAL_PATH.finditer(text)]
    assert named == []
