"""The commands as a person types them: what they print, and the code they end with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.test_desk import spoil
from typer.testing import CliRunner

from crossfoot import cli
from crossfoot.cli.verify import WITHOUT_DOCUMENTS

RUNNER = CliRunner()


def printed(*arguments: str | Path, code: int = 0) -> str:
    """What the command prints, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "crossfoot", *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code != cli.UNREADABLE else done.stderr


def said(*arguments: str | Path, code: int = 0) -> str:
    """What the command prints, run here."""
    result = RUNNER.invoke(cli.app, [*map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


def test_a_build_prints_counts_rounding_and_where_the_book_is(project: Path) -> None:
    lines = printed("build", project).splitlines()
    assert lines[:6] == [
        "Example Telecom: results for FY2016",
        "",
        "  Figures    5: 3 ties, 2 untested",
        "  Facts      5: 4 stated, 1 deduced",
        "  Identities 2; 4 proofs",
        "  Rounding   deck: amounts nearest, ratios nearest (stated)",
    ]
    assert lines[6] == "  Findings   none"
    assert lines[8].startswith(f"The book: {project / 'out' / 'index.html'} (")


def test_a_break_is_printed_and_ends_with_1(project: Path) -> None:
    spoil(project, "2,26.7,", "2,27.7,")
    output = printed("build", project, "--out", project / "elsewhere", code=1)
    assert "cannot all be right" in output or "does not tie with the rest" in output
    assert (project / "elsewhere" / "index.html").is_file()
    assert printed("verify", project / "elsewhere").startswith("Accepted: ")


def test_bad_input_is_printed_with_its_line_and_ends_with_2(project: Path) -> None:
    spoil(project, "mobile_revenue,growth", "mobile_revenu,growth")
    assert "sources/deck.csv:4: " in (message := printed("build", project, code=2))
    assert "mobile_revenue" in message
    assert not (project / "out").exists()


def test_why_a_stated_number(built: Path) -> None:
    output = said("why", built, "mobile_revenue", "FY2016")
    assert output.startswith(
        "Mobile revenue FY2016\n"
        "  value     JPY 26,700 million\n"
        "  interval  JPY 26,684.7 million to JPY 26,709.0 million\n"
        "  known     stated: it is printed\n"
        "  printed   deck p.2: 'JPY26.7 billion (up 71.3% YoY)' [sources/deck.csv:2]\n"
        "            ties: tested by "
    )
    assert (
        "  Mobile revenue FY2016 = the change in Mobile revenue FY2016 on the year before + Mobile revenue FY2015\n"
        "    ties; a change is the level minus its comparison\n"
        "    + the change in Mobile revenue FY2016 on the year before: JPY 11,112 million (stated)\n"
        "    + Mobile revenue FY2015: JPY 15,573.2 million to JPY 15,596.5 million (deduced)\n"
    ) in output
    assert output.endswith(
        "Proof: Mobile revenue FY2016 is at most JPY 26,709.0 million\n"
        "  because it rose by at most JPY 11,112.5 million on the year before (deck p.7: 'up JPY11,112 million')\n"
        "  and it grew by at least 71.25% on the year before (deck p.7: 'up 71.3% YoY')\n"
        "  and Mobile revenue FY2015 cannot be negative\n"
    )


def test_why_a_deduced_number(built: Path) -> None:
    output = said("why", built / "out", "mobile_revenue FY2015")
    assert "  value     only bounds are known\n" in output
    assert "  known     deduced: only bounds follow from the rest\n" in output
    assert "Proof: Mobile revenue FY2015 is at most JPY 15,596.5 million\n" in output


def test_why_a_figure_that_no_measure_fits(built: Path) -> None:
    output = said("why", built, "deck-p7-004")
    assert output.startswith("(117), which states no fact\n  value     -117\n")
    assert "untested: no measure was bound to it" in output


@pytest.mark.parametrize(
    "words",
    [
        ["mobile_revenue.growth", "FY2016"],
        ["mobile revenue growth fy16"],
        ["MOBILE REVENUE GROWTH Apr. 2016 - Mar. 2017"],
        ["FY2016 モバイル売上高 growth"],
        ["mobile_revenue.growth|2016-04-01/2017-03-31|actual"],
        ["DECK-P7-002"],
    ],
)
def test_a_number_is_found_by_any_of_its_names(built: Path, words: list[str]) -> None:
    assert said("why", built, *words).startswith("the growth of Mobile revenue FY2016 on the year before\n")


@pytest.mark.parametrize("words", ["subscriptions 4Q16-end", "Subscriptions FY2016", "subscriptions 2017-03-31"])
def test_a_stock_is_found_by_the_span_it_closes(built: Path, words: str) -> None:
    assert said("why", built, words).startswith("Subscriptions Mar. 31, 2017\n  value     1,856,000 subscriptions\n")


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (
            "mobil revenue FY2016",
            "no such measure. Did you mean: mobile_revenue, mobile_revenue.growth, mobile_revenue.change?",
        ),
        ("mobile_revenue", "a period is missing. Did you mean: mobile_revenue FY2015, mobile_revenue FY2016?"),
        ("mobile_revenue 1Q16", "no such period of it. Did you mean: mobile_revenue FY2015, mobile_revenue FY2016?"),
        ("mobile_revenue FY2016 target", "no such scenario of it. Did you mean: mobile_revenue FY2016?"),
        ("zzz", "the book knows no such measure. facts.csv beside the book lists every fact"),
    ],
)
def test_a_number_that_is_not_found_suggests_the_nearest(built: Path, words: str, remedy: str) -> None:
    assert remedy in printed("why", built, words, code=2)


def test_verify_says_what_was_checked(built: Path) -> None:
    assert said("verify", built) == (
        "Accepted: 5 figures, 2 identities, 4 certificates, 5 facts, 0 findings, 5 facts with a witness. "
        "Every one was checked in exact arithmetic.\n"
        f"{WITHOUT_DOCUMENTS}\n"
    )


def test_verify_rejects_a_tampered_book_with_1(built: Path, tmp_path: Path) -> None:
    text = (built / "out" / "book.json").read_text(encoding="utf-8")
    (tmp_path / "book.json").write_text(text.replace('"15596491228.1"', '"15596491228.0"'), encoding="utf-8")
    output = said("verify", tmp_path, code=1)
    assert output.startswith("Rejected: 2 problems.\n  digest: the content is not the one that was sealed\n")
    assert "high 15596491228.0 is not 889000000000/57 rounded outward" in output


def test_many_problems_are_counted(built: Path, tmp_path: Path) -> None:
    text = (built / "out" / "book.json").read_text(encoding="utf-8")
    (tmp_path / "book.json").write_text(text.replace('"status": "untested"', '"status": "breaks"'), encoding="utf-8")
    assert "breaks, but no finding names it" in said("verify", tmp_path, code=1)


def test_the_version_is_printed() -> None:
    assert printed("--version") == "crossfoot 0.1.0\n"


@pytest.mark.parametrize("command", ["build", "why", "verify"])
def test_help_shows_an_example(command: str) -> None:
    assert f"Example: crossfoot {command} examples/iij-fy2016" in " ".join(printed(command, "--help").split())


def test_a_quick_command_loads_no_solver_and_no_templates() -> None:
    heavy = ("numpy", "highspy", "jinja2", "duckdb", "yaml", "vl_convert")
    script = f"import sys, crossfoot.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == "[]\n"


def test_init_writes_a_book_that_builds_without_findings(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "book"
    assert said("init", folder).splitlines()[-1] == f"Build it: crossfoot build {folder}"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == {
        "crossfoot.toml",
        "model.yaml",
        "plan.yaml",
        "pages/results.md",
        "sources/quarters.csv",
        "sources/results.csv",
    }
    output = said("build", folder)
    assert "  Figures    22: 16 ties, 6 untested" in output
    assert "  Findings   none" in output
    assert "  interval  GBP 23.868 million to GBP 23.872 million" in said("why", folder, "revenue 4Q24")
    assert said("verify", folder).startswith("Accepted: 22 figures, ")


def test_init_takes_an_empty_folder_and_leaves_one_that_holds_files(project: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    said("init", empty)
    before = (project / "crossfoot.toml").read_text(encoding="utf-8")
    assert printed("init", project, code=2) == f"{project}: this folder holds files already. Name a new folder\n"
    assert (project / "crossfoot.toml").read_text(encoding="utf-8") == before
    assert printed("init", project / "model.yaml", code=2).startswith(f"{project / 'model.yaml'}: this is a file")
    assert not list(tmp_path.glob(".crossfoot-*"))


def test_a_finding_is_told_within_the_terminals_width_with_its_lines(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    spoil(project, "2,26.7,", "2,27.7,")
    lines = said("build", project, "--out", project / "out", code=1).splitlines()
    told = lines[: next(number for number, line in enumerate(lines) if line.startswith("Why a number"))]
    assert max(map(len, told)) <= 80
    assert any(line.strip().startswith("see sources/") for line in told)
