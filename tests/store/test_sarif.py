"""The log of findings holds to the shapes that SARIF 2.1.0 gives its objects, and names every place."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.tie.documents.income import BILLIONS, MILLIONS

from crossfoot import desk

# What the schema of SARIF 2.1.0 admits in each object that is written here: a key, `!` where it is required, and what
# it holds: a text, a number from 1, one of some words, another object, or (in brackets) a list of them.
TEXT, URI, FROM_ONE, TRUTH, BAG, TEXTS = "text", "uri", "from one", "truth", "bag", "texts"
SHAPES: dict[str, dict[str, Any]] = {
    "log": {"$schema": URI, "version!": ("2.1.0",), "runs!": ["run"], "properties": BAG},
    "run": {
        "tool!": "tool", "invocations": ["invocation"], "artifacts": ["artifact"], "results": ["result"],
        "columnKind": ("utf16CodeUnits", "unicodeCodePoints"), "properties": BAG,
    },
    "tool": {"driver!": "component"},
    "component": {"name!": TEXT, "version": TEXT, "rules": ["rule"], "informationUri": URI},
    "rule": {"id!": TEXT, "shortDescription": "message", "fullDescription": "message"},
    "invocation": {"executionSuccessful!": TRUTH, "toolExecutionNotifications": ["notification"]},
    "notification": {
        "level": ("none", "note", "warning", "error"), "message!": "message", "locations": ["location"],
    },
    "artifact": {"location": "place", "hashes": TEXTS},
    "result": {
        "ruleId": TEXT, "ruleIndex": "from zero", "level": ("none", "note", "warning", "error"), "message!": "message",
        "locations": ["location"], "relatedLocations": ["location"], "partialFingerprints": TEXTS, "properties": BAG,
    },
    "location": {
        "id": "from zero", "physicalLocation": "physical", "logicalLocations": ["logical"], "message": "message",
    },
    "physical": {"artifactLocation": "place", "region": "region"},
    "place": {"uri": URI},
    "region": {"startLine": FROM_ONE, "snippet": "message"},
    "logical": {"name": TEXT, "fullyQualifiedName": TEXT, "kind": TEXT},
    "message": {"text!": TEXT},
}  # fmt: skip
REFERENCE = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def breaches(shape: Any, value: Any, at: str = "log") -> list[str]:
    """What in a value is not as its shape says, each with its path."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: a list was expected"]
        return [found for n, each in enumerate(value) for found in breaches(shape[0], each, f"{at}[{n}]")]
    if isinstance(shape, tuple):
        return [] if value in shape else [f"{at}: {value!r}"]
    if shape in SHAPES:
        return list(_of_object(SHAPES[shape], value, at))
    return [] if _holds(shape, value) else [f"{at}: {value!r} is no {shape}"]


def _of_object(shape: dict[str, Any], value: Any, at: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{at}: an object was expected"]
    known = {key.rstrip("!"): inner for key, inner in shape.items()}
    missing = [f"{at}: no {key[:-1]}" for key in shape if key.endswith("!") and key[:-1] not in value]
    unknown = [f"{at}.{key} is not known" for key in value if key not in known]
    inner = [found for key in value if key in known for found in breaches(known[key], value[key], f"{at}.{key}")]
    return missing + unknown + inner


def _holds(shape: str, value: Any) -> bool:
    if shape in (FROM_ONE, "from zero"):
        return isinstance(value, int) and not isinstance(value, bool) and value >= (shape == FROM_ONE)
    if shape in (BAG, TEXTS):
        return isinstance(value, dict) and (shape == BAG or all(isinstance(each, str) for each in value.values()))
    if shape == TRUTH:
        return isinstance(value, bool)
    return isinstance(value, str) and (shape != URI or bool(REFERENCE.fullmatch(value)))


@pytest.fixture
def log(tmp_path: Path) -> dict[str, Any]:
    """The log of two documents that differ in one figure, and of one that cannot be read."""
    (tmp_path / "the supplement.csv").write_text(MILLIONS, encoding="utf-8")
    (tmp_path / "deck.csv").write_text(BILLIONS.replace("20.1", "21.1"), encoding="utf-8")
    found = desk.check([tmp_path / "the supplement.csv", tmp_path / "deck.csv", tmp_path / "none.csv"])
    made: dict[str, Any] = json.loads(desk.written(found, "sarif"))
    return made


def test_the_log_is_of_the_shapes_of_sarif(log: dict[str, Any]) -> None:
    assert breaches("log", log) == []
    spoilt = log | {"runs": [log["runs"][0] | {"columnKind": "bytes", "extra": 1}]}
    assert breaches("log", spoilt) == ["log.runs[0].extra is not known", "log.runs[0].columnKind: 'bytes'"]


def test_a_difference_between_documents_names_the_suspect_and_the_other_place(log: dict[str, Any]) -> None:
    results = log["runs"][0]["results"]
    named = [
        (each["logicalLocations"][0]["fullyQualifiedName"], each["physicalLocation"]["artifactLocation"]["uri"])
        for result in results
        for each in (*result["locations"], *result.get("relatedLocations", ()))
    ]
    assert named[0][0] == "deck.csv/row 3/column 3"
    assert any(name == "the supplement.csv/row 3/column 4" and "the%20supplement.csv" in uri for name, uri in named)


def test_what_could_not_be_read_is_a_notification_and_the_run_no_success(log: dict[str, Any]) -> None:
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], "none.csv" in note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == (
        "error",
        True,
    )
