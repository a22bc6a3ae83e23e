"""The documentation as a test: commands run and print what is shown, blocks parse, counts are the book's."""

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
import typer.core
import yaml
from docs.counts import counts, stated, with_counts
from tests.conftest import BUILD, REFERENCE, ROOT, SAID, run_crossfoot

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<language>[\w-]*)[^\n]*\n(?P<text>.*?)^(?P=marks)\s*$", re.DOTALL | re.MULTILINE
)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
EXIT = re.compile(r"\s+# exits (\d+)$")
# What differs from one machine or run to the next is no part of a promise.
VARIES = re.compile(r"\d+(\.\d+)? ?(ms|s)\b")


@dataclass(frozen=True)
class Block:
    """A fenced block: the page and line it opens at, its language and its text."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True)
class Command:
    """A crossfoot command in a block, the exit code it promises and the output shown beneath it, if any is."""

    block: Block
    text: str
    exit_code: int
    shown: str

    def __str__(self) -> str:
        return f"{self.block} {self.text}"

    @property
    def arguments(self) -> list[str]:
        """What follows `crossfoot` on the command line."""
        return shlex.split(self.text)[1:]


def blocks(page: Path, text: str) -> Iterator[Block]:
    """The fenced blocks of a page in order."""
    for match in FENCE.finditer(text):
        yield Block(page, text.count("\n", 0, match.start()) + 1, match["language"], match["text"])


def commands(block: Block) -> Iterator[Command]:
    """The commands of a `sh` block, one a line, and those after `$ ` in a `console` block with what follows them."""
    if block.language == "console":
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            yield from _command(block, line, shown)
    elif block.language == "sh":
        for line in block.text.splitlines():
            yield from _command(block, line, "")


def _command(block: Block, line: str, shown: str) -> Iterator[Command]:
    if line.startswith("crossfoot"):
        promised = EXIT.search(line)
        text = line[: promised.start()] if promised else line
        yield Command(block, text, int(promised[1]) if promised else 0, shown.strip("\n"))


def matches(shown: str, printed: str) -> bool:
    """Whether the output is as shown: a line `...` stands for any lines, in a line for anything; times may differ."""
    pattern = ""
    for line in shown.splitlines():
        pattern += (
            r"(?:.*\n)*?" if line.strip() == "..." else ".*".join(map(re.escape, _steady(line).split("..."))) + r"\n"
        )
    return re.fullmatch(pattern, "".join(f"{_steady(line)}\n" for line in printed.strip("\n").splitlines())) is not None


def _steady(line: str) -> str:
    return VARIES.sub("TIME", line).rstrip()


ALL_BLOCKS = [block for page in PAGES for block in blocks(page, page.read_text(encoding="utf-8"))]
ALL_COMMANDS = [command for block in ALL_BLOCKS for command in commands(block)]


@pytest.mark.parametrize("command", ALL_COMMANDS, ids=str)
def test_every_command_of_the_docs_runs(command: Command, workspace: Path, tmp_path: Path) -> None:
    if command.arguments == BUILD:
        printed = (workspace / SAID).read_text(encoding="utf-8")
    elif command.arguments[0] == "build":  # writes: in a copy of its own
        folder = tmp_path / "workspace"
        shutil.copytree(workspace, folder)
        printed = run_crossfoot(command.arguments, folder, command.exit_code)
    else:
        printed = run_crossfoot(command.arguments, workspace, command.exit_code)
    if command.shown:
        assert matches(command.shown, printed), f"{command} prints\n{printed}"


def test_the_docs_show_each_command() -> None:
    assert {command.arguments[0] for command in ALL_COMMANDS} >= set(_cli().commands)


def test_an_ellipsis_stands_for_any_lines_and_times_may_differ() -> None:
    assert matches("a\n...\nd in 2.1 s", "a\nb\nc\nd in 3.48 s\n")
    assert not matches("a\n...\nd", "a\nb\nc\n")
    assert matches("accepted: ... facts", "accepted: 540 figures, 841 facts")
    assert not matches("accepted: ... facts", "rejected: 841 facts")
    assert not matches("158.0", "157.8")


def test_commands_are_found_with_exit_and_output() -> None:
    (block,) = blocks(
        ROOT / "x.md", "# T\n```console\n$ crossfoot verify b.json  # exits 1\nrejected\n$ ls\nb.json\n```\n"
    )
    (command,) = commands(block)
    assert (block.line, command.arguments, command.exit_code, command.shown) == (2, ["verify", "b.json"], 1, "rejected")


PARSERS: dict[str, Callable[[str], object]] = {"toml": tomllib.loads, "yaml": yaml.safe_load, "json": json.loads}


@pytest.mark.parametrize("block", [block for block in ALL_BLOCKS if block.language in PARSERS], ids=str)
def test_every_block_of_configuration_parses(block: Block) -> None:
    assert PARSERS[block.language](block.text)


def _cli() -> typer.core.TyperGroup:
    from crossfoot.cli import app  # noqa: PLC0415  # the other tests of this file stand without the command line

    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    return command


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    undocumented = []
    for name, command in [("", _cli()), *_cli().commands.items()]:
        if name and f"## crossfoot {name}" not in text:
            undocumented.append(f"crossfoot {name}")
        for parameter in command.params:
            spelled = (
                parameter.opts if isinstance(parameter, typer.core.TyperOption) else [(parameter.name or "").upper()]
            )
            undocumented += [f"crossfoot {name} {word}" for word in spelled if f"`{word}" not in text]
    assert undocumented == []


def test_the_readme_states_the_counts_of_the_built_book(reference_book: Path) -> None:
    book = json.loads((reference_book / "book.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert stated(readme) == counts(book), "state them anew: make book counts"


def test_counts_name_every_verdict_and_source() -> None:
    book = {
        "summary": {"figures": 5, "ties": 3, "breaks": 1, "untested": 1},
        "facts": [{"source": "stated"}, {"source": "stated"}, {"source": "deduced"}],
        "identities": [{}, {}],
        "findings": [{"severity": "error"}, {"severity": "note"}],
    }
    text = with_counts("Before\n<!-- counts -->\nstale\n<!-- /counts -->\nAfter\n", book)
    assert "Of 5 figures as printed, 3 tie, 1 break and 1 are untested" in text
    assert "2 identities hold between 3 facts; 1 findings are errors." in text
    assert "| stated | 2 |\n" in text
    assert "| deduced | 1 |\n" in text
    assert text.startswith("Before\n<!-- counts -->\n")
    assert text.endswith("<!-- /counts -->\nAfter\n")
    assert "stale" not in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [match["target"].partition("#")[0] for match in LINK.finditer(text) if "://" not in match["target"]]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_the_index_lists_every_document() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if page != "README.md" and f"({page})" not in index] == []


def test_the_reference_book_lies_where_the_docs_say() -> None:
    assert f"{REFERENCE}/out/index.html" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_architecture_names_every_folder_of_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "crossfoot"
    folders = sorted(init.parent.relative_to(package).as_posix() for init in package.glob("*/*/__init__.py"))
    assert folders
    assert [folder for folder in folders if f"`{folder}`" not in text] == []
