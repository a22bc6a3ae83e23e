"""Text of paragraphs with what is raised told apart: a footnote's number behind `1,234` is no digit of it.

Raised digits become the superscript characters that print them (`1,234¹`), raised letters a mark in brackets.
"""

from collections.abc import Iterator

from lxml import etree

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_MARK = 8
_NOT_SHOWN = frozenset(
    _WORD + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "drawing", "pict")
)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BREAKS = {
    _DRAWING + "br": " ",
    _WORD + "br": " ",
    _WORD + "cr": " ",
    _WORD + "tab": "\t",
    _WORD + "ptab": "\t",
    _WORD + "noBreakHyphen": "-",
}


def with_raised(paragraph: etree._Element) -> str:
    """The text of a paragraph of slides or text documents; what was struck out or only instructs a program is left out.

    Tabs stay as they are, other breaks are blanks.
    """
    return "".join(_texts(paragraph))


def _texts(paragraph: etree._Element) -> Iterator[str]:
    raised = False
    pending = list(reversed(paragraph))
    while pending:
        node = pending.pop()
        if node.tag in _NOT_SHOWN or node.tag == _ALTERNATE or not isinstance(node.tag, str):
            continue
        if node.tag in (_WORD + "r", _DRAWING + "r", _DRAWING + "fld"):
            raised = _is_raised(node)
        if node.tag in (_WORD + "t", _DRAWING + "t"):
            yield _marked(node.text or "") if raised else node.text or ""
        elif node.tag in _BREAKS:
            yield _BREAKS[node.tag]
        else:
            pending.extend(reversed(node))


def _is_raised(run: etree._Element) -> bool:
    baseline = run.find(f"{_DRAWING}rPr")
    if baseline is not None:
        return baseline.get("baseline", "0").lstrip("+")[:1] not in ("0", "-", "")
    aligned = run.find(f"{_WORD}rPr/{_WORD}vertAlign")
    return aligned is not None and aligned.get(f"{_WORD}val") == "superscript"


def _marked(text: str) -> str:
    mark = text.strip()
    if not mark or len(mark) > _LONGEST_MARK or not mark.isalnum():
        return text.translate(_SUPERSCRIPTS)
    return mark.translate(_SUPERSCRIPTS) if mark.isdecimal() else f"({mark})" if len(mark) == 1 else text
