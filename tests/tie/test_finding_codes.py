"""The registry of finding codes: complete, and the page made from it is current."""

import ast
from collections.abc import Iterator
from pathlib import Path

from crossfoot.model.findings import Severity
from crossfoot.tie.blame.finding_codes import CODES, findings_page
from crossfoot.tie.verification.checker import DOES_NOT_TIE

ROOT = Path(__file__).parents[2]


def modules() -> list[ast.Module]:
    """The modules of the rooms that make findings."""
    rooms = (ROOT / "src" / "crossfoot" / room for room in ("tie", "read", "bind", "plan"))
    return [ast.parse(path.read_text(encoding="utf-8")) for room in rooms for path in sorted(room.rglob("*.py"))]


def constants(tree: ast.Module) -> Iterator[tuple[str, object]]:
    """The names that a module gives to texts and numbers."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def raised() -> Iterator[tuple[str, str]]:
    """The code and severity of every finding that the engine's rooms make; none where the severity is worked out."""
    trees = modules()
    known = dict(named for tree in trees for named in constants(tree))
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            given = {word.arg: word.value for word in node.keywords}
            code = given.get("code") or node.args[0]
            severity = given.get("severity") or node.args[1]
            named = known[code.id] if isinstance(code, ast.Name) else ast.literal_eval(code)
            yield str(named), severity.attr.lower() if isinstance(severity, ast.Attribute) else ""


def test_every_finding_that_is_made_is_registered_and_the_other_way_round() -> None:
    made = set(raised())
    assert {code for code, _ in made} == {code.code for code in CODES}
    gravest = {(code.code, str(code.severity)) for code in CODES}
    assert {(code, severity) for code, severity in made if severity} <= gravest


def test_the_page_is_made_from_the_registry() -> None:
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert page == findings_page(), "run: python docs/findings.py"
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## does-not-tie",
        "## formulas-left",
        "## incomplete-sum",
        "## labels-do-not-fit",
        "## not-reached",
        "## off-by-rounding",
        "## other-scale",
        "## restated",
        "## rounding-differs",
        "## sentence-differs",
        "## stale-formula",
        "## sum-holds-nowhere",
        "## tag-differs",
        "## undecided",
    ]


def test_the_checker_asks_proof_of_the_code_that_claims_a_contradiction() -> None:
    (code,) = [code for code in CODES if code.code == DOES_NOT_TIE]
    assert code.severity is Severity.ERROR
