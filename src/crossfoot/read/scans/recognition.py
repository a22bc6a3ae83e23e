"""Pictures of text to words in their places, by the models that ship with rapidocr: nothing is fetched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossfoot.model.figures import Box
from crossfoot.read.scans.letters import ReadWord, letters, words

_PACKAGES = ("rapidocr", "onnxruntime")
_BATCH = 6  # lines recognised at a time, of like widths
_LEAST_SIDE = 4  # pixels: nothing smaller is text
_INK, _TEXT = 0.2, 0.3  # chances from which a spot, and a box of spots, is text: lone figures of tables are faint to it
_LEAST_CHANCE = 30  # percent: a word below is noise

Picture = NDArray[Any]
"""Height x width x 3 bytes: blue, green, red."""


@dataclass(frozen=True, slots=True)
class PicturedWord:
    """A word with its box in pixels, the edges of its characters from the left, and other readings of it."""

    text: str
    box: Box
    edges: tuple[float, ...]
    alternatives: tuple[str, ...] = ()


def is_installed() -> bool:
    """Whether the extra that reads pictures is there."""
    return all(find_spec(package) is not None for package in _PACKAGES)


def decoded(raw: bytes) -> Picture:
    """A picture in a file (PNG, JPEG, TIFF: its first page), turned as it is meant to be seen. Raises its errors."""
    from rapidocr.utils.load_image import LoadImage  # noqa: PLC0415 - an extra, and slow to import

    load: Any = LoadImage
    picture: Picture = load()(raw)
    return picture


def pictured_words(picture: Picture) -> list[PicturedWord]:
    """The words on a picture, line by line as they were found."""
    detector, recogniser = _models()
    found = detector(picture)
    if found.boxes is None:
        return []
    lines = [(box, cut) for box in found.boxes if min((cut := _cut(picture, box)).shape[:2]) >= _LEAST_SIDE]
    return [
        word
        for (box, cut), line in zip(lines, _read([cut for _, cut in lines], recogniser), strict=True)
        for word in _placed(line, box, cut)
    ]


@cache
def _models() -> tuple[Any, Any]:
    """What finds lines of text, and what reads them."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - an extra, and slow to import
    from rapidocr.ch_ppocr_det import TextDetector  # noqa: PLC0415
    from rapidocr.ch_ppocr_rec import TextRecognizer  # noqa: PLC0415

    found = {"Det.thresh": _INK, "Det.box_thresh": _TEXT}
    settings = RapidOCR(params={"Global.log_level": "critical", **found}).cfg
    for part in (settings.Det, settings.Rec):
        part.engine_cfg = settings.EngineConfig[part.engine_type.value]
        part.model_root_dir = settings.Global.model_root_dir
    return TextDetector(settings.Det), TextRecognizer(settings.Rec)


def _cut(picture: Picture, corners: Picture) -> Picture:
    """The part of the picture within four corners, straightened."""
    from rapidocr.utils.process_img import get_rotate_crop_image  # noqa: PLC0415

    cut: Picture = get_rotate_crop_image(picture, np.asarray(corners, dtype=np.float32))
    return cut


def _read(cuts: Sequence[Picture], recogniser: Any) -> list[tuple[list[ReadWord], int]]:
    """The words of each line and how many strips its own width takes; lines of like widths are read together."""
    ratios = [cut.shape[1] / cut.shape[0] for cut in cuts]
    order = sorted(range(len(cuts)), key=lambda at: ratios[at])
    height, least = recogniser.rec_image_shape[1], recogniser.rec_image_shape[2] / recogniser.rec_image_shape[1]
    alphabet = recogniser.postprocess_op.character
    found: dict[int, tuple[list[ReadWord], int]] = {}
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        widest = max(least, *(ratios[at] for at in batch))
        pictures = np.stack([recogniser.resize_norm_img(cuts[at], widest) for at in batch]).astype(np.float32)
        chances = recogniser.session(pictures)
        for at, line in zip(batch, chances, strict=True):
            strips = max(1, round(len(line) * ratios[at] * height / pictures.shape[3]))
            found[at] = words(letters(line, alphabet), strips), strips
    return [found[at] for at in range(len(cuts))]


def _placed(line: tuple[list[ReadWord], int], corners: Picture, cut: Picture) -> Iterator[PicturedWord]:
    """The words of a line with their places on the picture; a line that stands upright has one box for each."""
    read, strips = line
    left, top = corners.min(axis=0).tolist()
    right, bottom = corners.max(axis=0).tolist()
    level = (right - left >= bottom - top) == (cut.shape[1] >= cut.shape[0])
    for word in read:
        if word.chance < _LEAST_CHANCE:
            continue
        if level:
            edges = tuple(min(right, left + (right - left) * edge / strips) for edge in word.edges)
            yield PicturedWord(word.text, (edges[0], top, edges[-1], bottom), edges, word.alternatives)
        else:
            yield PicturedWord(word.text, (left, top, right, bottom), (), word.alternatives)
