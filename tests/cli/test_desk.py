"""From a project folder to a published book: all of it or nothing, and an earlier book survives every error."""

import json
from pathlib import Path

import pytest

import crossfoot
from crossfoot import desk
from crossfoot.model.facts import Verdict
from crossfoot.model.problems import InputError

WRITTEN = {
    "assets", "book.json", "facts.csv", "facts.parquet", "figures.html", "index.html", "sources.html", "tie-out.html",
}  # fmt: skip


def listed(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def spoil(project: Path, old: str, new: str) -> None:
    """Changes a figure in the sources."""
    source = project / "sources" / "deck.csv"
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_gives_the_tied_book_and_writes_all_of_it(project: Path) -> None:
    stages: list[str] = []
    book = crossfoot.build(project, progress=stages.append)
    assert [book.verdicts[figure.id].verdict for figure in book.figures] == [
        *[Verdict.TIES] * 3,
        *[Verdict.UNTESTED] * 2,
    ]
    assert listed(project / "out") == WRITTEN
    assert listed(project) == {"crossfoot.toml", "model.yaml", "sources", "pages", "out"}
    assert stages == [
        "Reading the project",
        "Reading the pages",
        "Binding figures to identities",
        "Recovering labels and tying out",
        "Putting the proofs into words",
        "Drawing the pages",
        "Writing the book and its facts",
    ]


def test_the_book_at_rest_is_the_book_that_was_built(project: Path) -> None:
    book = crossfoot.build(project)
    assert crossfoot.load(project) == book
    assert crossfoot.verify(project).problems == ()


def test_the_same_project_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    for out in ("once", "again"):
        crossfoot.build(project, tmp_path / out)
    for file in ("book.json", "facts.csv", "facts.parquet", "index.html"):
        assert (tmp_path / "once" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()


def test_an_earlier_book_is_replaced_whole(project: Path) -> None:
    crossfoot.build(project)
    (project / "out" / "stale.html").write_text("a page of an earlier edition", encoding="utf-8")
    crossfoot.build(project)
    assert listed(project / "out") == WRITTEN


def test_an_earlier_book_survives_bad_input(project: Path) -> None:
    crossfoot.build(project)
    before = (project / "out" / "book.json").read_bytes()
    spoil(project, "26.7,", "26.7x,")
    with pytest.raises(InputError, match=r"sources/deck\.csv:2: "):
        crossfoot.build(project)
    assert (project / "out" / "book.json").read_bytes() == before
    assert listed(project) == {"crossfoot.toml", "model.yaml", "sources", "pages", "out"}


def test_an_earlier_book_survives_a_failure_while_writing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crossfoot.build(project)
    before = (project / "out" / "book.json").read_bytes()

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("crossfoot.store.facts_table.write_facts", disk_full)
    with pytest.raises(InputError, match="No space left on device"):
        crossfoot.build(project)
    assert (project / "out" / "book.json").read_bytes() == before
    assert listed(project) == {"crossfoot.toml", "model.yaml", "sources", "pages", "out"}


def test_an_earlier_book_comes_back_when_the_new_one_cannot_take_its_place(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crossfoot.build(project)
    before = (project / "out" / "book.json").read_bytes()
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target == project / "out" and not self.name.endswith("-earlier"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        crossfoot.build(project)
    assert (project / "out" / "book.json").read_bytes() == before
    assert listed(project) == {"crossfoot.toml", "model.yaml", "sources", "pages", "out"}


def test_a_folder_with_other_files_is_never_replaced(project: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear shareholder", encoding="utf-8")
    with pytest.raises(InputError, match=r"holds other files and no book\.json"):
        crossfoot.build(project, tmp_path / "letters")
    assert listed(tmp_path / "letters") == {"dear.txt"}


def test_a_project_is_not_published_over_itself(project: Path) -> None:
    crossfoot.build(project)
    (project / "book.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="the project lies in this folder"):
        crossfoot.build(project, project)
    assert (project / "model.yaml").is_file()


@pytest.mark.parametrize("part", ["sources", "pages"])
def test_a_book_is_not_published_among_what_it_is_made_of(project: Path, part: str) -> None:
    with pytest.raises(InputError, match="the project is read from this folder") as raised:
        desk.build(project, project / part / "book")
    assert raised.value.problems[0].remedy == "Choose an empty or a new folder: --out DIR"
    assert not (project / part / "book").exists()


def test_a_file_is_no_folder_to_publish_into(project: Path, tmp_path: Path) -> None:
    (tmp_path / "book").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="this is a file"):
        crossfoot.build(project, tmp_path / "book")


def test_a_missing_project_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: no such folder\. Give the folder that holds crossfoot\.toml"):
        crossfoot.build(tmp_path / "nowhere")


def test_missing_packages_are_named_before_anything_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfoot.desk.projects.find_spec", lambda name: None if name == "vl_convert" else object())
    with pytest.raises(InputError, match=r"not installed \(vl_convert\)\. Install them: pip install 'crossfoot"):
        crossfoot.build(project)


def test_a_book_is_found_by_its_file_its_folder_or_its_project(built: Path) -> None:
    book = built / "out" / "book.json"
    assert desk.find_book(book) == desk.find_book(built / "out") == desk.find_book(built) == book
    with pytest.raises(InputError, match=r"no book\.json in it or in its out/"):
        desk.find_book(built / "pages")
    with pytest.raises(InputError, match="no such file or folder"):
        desk.find_book(built / "missing.json")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="it cannot be read"):
        crossfoot.verify(tmp_path)


def test_a_tampered_book_is_rejected(built: Path, tmp_path: Path) -> None:
    book = json.loads((built / "out" / "book.json").read_text(encoding="utf-8"))
    book["figures"][0]["value"] = "26800000000"
    (tmp_path / "book.json").write_text(json.dumps(book), encoding="utf-8")
    problems = crossfoot.verify(tmp_path).problems
    assert problems[0] == "digest: the content is not the one that was sealed"
    assert any("the text '26.7' does not print 26800000000" in problem for problem in problems)


def test_every_book_of_a_file_is_proved_and_a_part_of_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fruit.csv").write_text(",2022,2023\nApples,3,4\nPears,5,6\nTotal,8,10\n", encoding="utf-8")
    (tmp_path / "tools.csv").write_text(",2022,2023\nSaws,13,24\nHammers,15,16\nTotal,28,40\n", encoding="utf-8")
    apart = desk.check([tmp_path / "fruit.csv", tmp_path / "tools.csv"])
    for form in ("json", "jsonl"):
        (tmp_path / "books").write_text(desk.written(apart, form), encoding="utf-8")
        proved = desk.verify(tmp_path / "books")
        assert (proved.problems, proved.counts["figures"]) == ((), 12)
    spoilt = desk.written(apart, "jsonl").replace('"value": "24"', '"value": "25"')
    (tmp_path / "books").write_text(spoilt, encoding="utf-8")
    assert desk.verify(tmp_path / "books").problems[0].startswith("book 2: ")
    together = desk.check([tmp_path / "fruit.csv", tmp_path / "tools.csv"], together=True)
    (tmp_path / "books").write_text(desk.written(together, "jsonl"), encoding="utf-8")
    with pytest.raises(InputError, match=r"the part of 'fruit.csv \+ tools.csv' that is about 'fruit.csv'"):
        desk.verify(tmp_path / "books")
