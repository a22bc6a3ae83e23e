"""Taxonomies among the sources: reports are read by them, and one that is missing is named."""

import zipfile
from pathlib import Path

from tests.read.xbrl.reports import instance
from tests.read.xbrl.test_taxonomy import LABELS, SCHEMA, arc, calculations

from crossfoot import desk
from crossfoot.model.facts import Verdict

_FACTS = "".join(
    f'<co:{name} contextRef="close" unitRef="JPY" decimals="0">{value}</co:{name}>'
    for name, value in (("Assets", 7_665), ("Cash", 4_154), ("Land", 3_511))
)
_REF = '<link:schemaRef xlink:type="simple" xlink:href="http://example.com/co/co.xsd"/>'


def _report(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "report.xbrl"
    path.write_text(instance(_FACTS, _REF), encoding="utf-8")
    return path


def _taxonomy(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "co-taxonomy.zip"
    files = {"co.xsd": SCHEMA, "co_cal.xml": calculations(arc("Cash"), arc("Land")), "lab.xml": LABELS}
    with zipfile.ZipFile(path, "w") as package:
        for name, text in files.items():
            package.writestr(f"example.com/co/{name}", text)
    return path


def _ties(checked: desk.Checked) -> list[str]:
    (book,) = checked.books
    return sorted(figure.text for figure in book.figures if book.verdicts[figure.id].verdict is Verdict.TIES)


def test_a_report_without_its_taxonomy_is_told_which_to_name(tmp_path: Path) -> None:
    checked = desk.check([_report(tmp_path)])
    assert _ties(checked) == []
    (remark,) = checked.remarks
    assert "http://example.com/co/co.xsd" in remark.message
    assert "among the sources" in remark.remedy


def test_sums_of_a_taxonomy_among_the_sources_are_checked(tmp_path: Path) -> None:
    report = _report(tmp_path / "filing")
    for source in (_taxonomy(tmp_path / "taxonomies"), tmp_path / "taxonomies"):
        checked = desk.check([report, source])
        assert (checked.problems, checked.remarks) == ((), ())
        assert _ties(checked) == ["3511", "4154", "7665"]


def test_a_taxonomy_alone_is_no_document(tmp_path: Path) -> None:
    checked = desk.check([_taxonomy(tmp_path)])
    assert checked.books == ()
    (problem,) = checked.problems
    assert "no report" in problem.message
