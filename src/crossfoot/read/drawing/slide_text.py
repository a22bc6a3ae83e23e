"""The looks of a slide's text: sizes and colours from its runs, its master and its theme, and where a frame sets it."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_COLOR_TYPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from crossfoot.model.figures import Box
from crossfoot.read.drawing.text_setting import Paragraph
from crossfoot.read.office.raised import with_raised

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_EMU_A_POINT = 12_700
_INSETS = {"margin_left": 7.2, "margin_top": 3.6, "margin_right": 7.2, "margin_bottom": 3.6}
_DEFAULT, _TITLE, _TABLE = 18.0, 32.0, 12.0  # points where neither a run nor the master says
_A_LEVEL = 14.0  # points that each level is set in
_INK, _PAPER = "#222222", "#ffffff"
_DARK = 120  # of 255: the lightness below which text on a ground is white
_ALIGN = {PP_ALIGN.CENTER: "middle", PP_ALIGN.RIGHT: "end"}
_ANCHOR = {MSO_ANCHOR.MIDDLE: "middle", MSO_ANCHOR.BOTTOM: "bottom"}
_THEME_NAMES = {
    "bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2", "background_1": "lt1", "background_2": "lt2",
    "text_1": "dk1", "text_2": "dk2", "dark_1": "dk1", "dark_2": "dk2", "light_1": "lt1", "light_2": "lt2",
}  # fmt: skip


class Typography:
    """How the text of one slide looks where its runs say nothing themselves."""

    def __init__(self, slide: Any) -> None:
        master = slide.slide_layout.slide_master
        self._sizes = _master_sizes(master)
        self._theme = _theme_colours(master)
        self.table_size = _TABLE

    def paragraphs(self, shape: Any, ground: str) -> Iterator[Paragraph]:
        """The paragraphs of a shape's text frame, in ink that can be read on the `ground`."""
        role = _role(shape)
        for paragraph in shape.text_frame.paragraphs:
            text = " ".join(with_raised(paragraph._p).split())  # noqa: SLF001 - its runs, raised ones marked
            run = next(iter(paragraph.runs), None)
            level = paragraph.level or 0
            bulleted = role == "body" and paragraph._p.find(f"{_A}pPr/{_A}buNone") is None  # noqa: SLF001
            yield Paragraph(
                text,
                _size(run, paragraph) or self._sizes.get((role, level), _TITLE if role == "title" else _DEFAULT),
                bool(run is not None and run.font.bold),
                self._ink(run, ground),
                _ALIGN.get(paragraph.alignment, "start"),
                "•" if bulleted else "",
                _A_LEVEL * (level + 1) if bulleted else 0.0,
            )

    def colour(self, told: Any) -> str:
        """A colour as `#rrggbb`, that of the theme where it names one; empty where it is told otherwise."""
        if told is None or told.type is None:
            return ""
        if told.type == MSO_COLOR_TYPE.RGB:
            return f"#{told.rgb}".lower()
        if told.type == MSO_COLOR_TYPE.SCHEME:
            name = told.theme_color.name.lower()
            return self._theme.get(_THEME_NAMES.get(name, name.replace("_", "")), "")
        return ""

    def _ink(self, run: Any, ground: str) -> str:
        own = ""
        if run is not None and run.font.fill.type is not None:
            try:
                own = self.colour(run.font.color)
            except (AttributeError, TypeError, ValueError):
                own = ""
        if own and abs(_lightness(own) - _lightness(ground)) > _DARK / 2:
            return own
        return _PAPER if _lightness(ground) < _DARK else _INK


def anchor_of(shape: Any) -> str:
    """Where in its box a shape sets its text: titles and drawn shapes in the middle unless they say otherwise."""
    told = shape.text_frame.vertical_anchor
    if told is None:
        return "top" if _role(shape) in ("body", "text") else "middle"
    return _ANCHOR.get(told, "top")


def inset(frame: Any, box: Box) -> Box:
    """The box within the margins of a text frame; the box itself where they leave nothing."""
    sides = {name: _points(getattr(frame, name), default) for name, default in _INSETS.items()}
    left, top = box[0] + sides["margin_left"], box[1] + sides["margin_top"]
    right, bottom = box[2] - sides["margin_right"], box[3] - sides["margin_bottom"]
    return (left, top, right, bottom) if right > left and bottom > top else box


def _points(told: Any, default: float) -> float:
    return default if told is None else told / _EMU_A_POINT


def _role(shape: Any) -> str:
    """What the shape is on its slide: `title`, `body` of a layout, `text` box, or a `drawn` shape."""
    if shape.is_placeholder:
        return "title" if "TITLE" in str(shape.placeholder_format.type).split("(")[0] else "body"
    return "text" if shape.element.find(f"{_P}nvSpPr/{_P}cNvSpPr[@txBox]") is not None else "drawn"


def _size(run: Any, paragraph: Any) -> float | None:
    for font in (run.font if run is not None else None, paragraph.font):
        if font is not None and font.size is not None:
            return float(font.size.pt)
    return None


def _master_sizes(master: Any) -> dict[tuple[str, int], float]:
    found: dict[tuple[str, int], float] = {}
    for role, style in (("title", "titleStyle"), ("body", "bodyStyle")):
        for level in range(9):
            told = master.element.find(f"{_P}txStyles/{_P}{style}/{_A}lvl{level + 1}pPr/{_A}defRPr")
            if told is not None and told.get("sz", "").isdigit():
                found[role, level] = int(told.get("sz")) / 100
    return found


def _theme_colours(master: Any) -> dict[str, str]:
    """The theme's colours by their names (`accent1`, `dk2`)."""
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            colours = root.find(f".//{_A}clrScheme")
            return {} if colours is None else dict(_named_colours(colours))
    return {}


def _named_colours(scheme: Any) -> Iterator[tuple[str, str]]:
    for named in scheme:
        for colour in named:
            told = colour.get("val") if etree.QName(colour).localname == "srgbClr" else colour.get("lastClr")
            if told:
                yield etree.QName(named).localname, f"#{told.lower()}"


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
