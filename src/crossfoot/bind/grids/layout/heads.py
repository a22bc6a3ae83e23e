"""Headings of columns: the texts over each, spread as a reader spreads them, and what they say of period and aspect."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from crossfoot.bind.grids.layout.shape import Band, NumberColumn, Shape
from crossfoot.bind.grids.layout.spreading import centred, grouped, leveled, repeated
from crossfoot.bind.grids.periods.headings import SAID_NOTHING, mentions, told, under
from crossfoot.bind.grids.periods.scenario_words import scenario_told, without_scenario
from crossfoot.bind.grids.periods.words import PeriodWords
from crossfoot.bind.grids.units.written import SHARES, UnitWords, column_unit, counted_by, heading_words
from crossfoot.model.layout import GridCell
from crossfoot.vocabulary.measures import Against
from crossfoot.vocabulary.number_words import STRAIGHT
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario
from crossfoot.vocabulary.units import PERCENT, count

_CHANGE = re.compile(
    r"\b(?:change|changes|chg|increase|decrease|difference|incr|decr|variance|var|growth|vs|versus|yoy|y/y|y-o-y|q/q|qoq|"
    r"q-o-q)\b|[△∆Δδ] ?%|%? ?[∆Δδ]|\binc\b.*\bdec\b|\byear[- ](?:over|on)[- ]year\b"
    r"|増減(?:額|率|金額)?|増加[額率]|伸び?率"
)
_COMPARES = re.compile(r"\b(?:from|over|vs|versus|to|compared)\b|/|対")
_REVERSED = re.compile(
    r"\b(?:better|worse|favou?rable|unfavou?rable|b/\(?w\)?)\b|constant|currency|organic|like-for-like|volume"
)
_RATIO_TO_PRIOR = re.compile(r"前(?:年|期)(?:同(?:期|月))?比|対前")  # 105.3 or 5.3: only the figures could tell
_SHARE = re.compile(
    r"(?:%|percent(?:age)?) (?:of|to) (?:total |net |consolidated )*(?:revenues?|rev\b\.?|sales|turnover)"
    r"|% (?:vom|der|des|du) (?:(?:netto|gesamt)?umsatz\w*|chiffre d.affaires|ca\b)"
    r"|売上(?:高)?(?:比率|構成比|比)|対売上"
)
_OTHER_SHARE = re.compile(r"(?:%|percent(?:age)?) of\b|構成比|百分比|\bmix\b|achievement|達成率|進捗率")
_EXCEPT = re.compile(r"\bexcept[^()]*")
_PERCENT = re.compile(r"%|\bpercent(?:age)?\b|率")
_SENTENCE = re.compile(r"(?:\S+ ){4,}\S*[a-z0-9]\.$|。$")  # "Fiscal years end on March 31.": no heading
_SIGNED = re.compile(r"[%％]")
_MIXED_LEAST = 2
_STACKED_LEAST = 2  # lines
_LONGEST_NAME = 30  # characters of a heading that stands alone over one column
_QUARTER, _QUARTERS_LEAST = 3, 3  # months; columns
_TOTAL = re.compile(r"total|full|annual|whole|合計|計|年間")
_TORN_LEFT, _TORN_RIGHT = re.compile(r"(?:^|\s)[A-Z]$"), re.compile(r"[a-z]{3,}")
_QUARTERLY = re.compile(r"\b(?:q/q|qoq|q-o-q|sequential|quarter[- ](?:over|on)[- ]quarter)\b|前四半期比")
_TARGETS = re.compile(
    r"\b(?:vs\.?|versus|against|to) (?:the )?(?:target|plan|budget|forecast|guidance)\b|(?:予想|計画|予算)比"
)
_ANNOUNCED = re.compile(r"\(?\b(?:revised|updated|announced) (?:in|on|as of)\b[^()]*\)?")  # says the vintage
# "Amount in consolidated statements of income", behind the columns of segments: the group's own.
_OF_THE_GROUP = re.compile(
    r"\bconsolidated (?:financial |income )?statements?"
    r"(?: of (?:income|operations|earnings|profit (?:or|and) loss))?\b|連結(?:財務諸表|損益計算書|貸借対照表)計上額"
)
_LASTING = {count(thing) for thing in ("years", "months", "days")}
_NEUTRAL = re.compile(
    r"\b(?:as|of|at|and|for|the|in|on|ended|ending|end|from|to|through|actual|actuals|results?|amounts?|consolidated|"
    r"predecessor|successor|reported|percentages?|except|respectively|unaudited|audited|restated|period|periods|fiscal|"
    r"year|years|months?|quarters?|balances?|better|worse|favou?rable|unfavou?rable)\b|連結|実績|金額|未監査|"
    r"前連結会計年度|当連結会計年度|前事業年度|当事業年度|前期|当期|前年度|当年度|第 ?[0-9]{1,3} ?期中?|"
    r"[前当今]?中間|四半期|累計|[前当今](?=$|[ (（])|"
    r"期間|会計|百万|千|億|円|単位|年度|現在|\(\)|（）|[-:：,.()（）\[\]*/]"
)  # fmt: skip
_UNIT_WORDS = re.compile(
    r"us\$|u\.s\.|[$€£¥]|\b(?:in|of|usd|jpy|eur|gbp|rmb|dollars?|yen|euros?|thousands?|millions?|billions?|mm?|bn|b|k|'?000'?s?|"
    r"except|per|share|shares|data|amounts?|par|value)\b"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column of numbers.

    `texts` from the top; `words` about its period; `member` what else it names in lower case (a segment, "gaap"), empty
    where nothing; `pair` the two periods of a change ("1Q24 from 4Q23"); `change`, `share` and `percent` its aspect:
    `unclear` says that it is a statement whose sense its words leave open; `shares_beside` that another column of the
    band counts shares, and this one does not.
    """

    column: NumberColumn
    texts: tuple[str, ...]
    words: PeriodWords = SAID_NOTHING
    member: str = ""
    scenario: Scenario = ACTUAL
    change: bool = False
    share: bool = False
    percent: bool = False
    unclear: bool = False
    against: Against | None = None
    pair: tuple[PeriodWords, ...] = ()
    shares_beside: bool = False
    unit: UnitWords = field(default_factory=UnitWords)

    @property
    def is_level(self) -> bool:
        """Whether the column prints levels."""
        return not (self.change or self.share or self.unclear)

    @property
    def is_dated(self) -> bool:
        """Whether a text over the column itself speaks of a period, and not only the table's corner."""
        return any(told(text).is_period for text in self.texts)

    @property
    def name(self) -> str:
        """The heading in one line."""
        return " ".join(dict.fromkeys(self.texts))


def headings(shape: Shape, band: Band) -> list[Heading]:
    """The heading of every column of numbers in a band."""
    lines = [line for line in _spread_lines(shape, band) if not _tells_of_rows(line, shape, band)]
    corner = [cell.text for row in band.heads for cell in shape.labels(row) if not _SENTENCE.search(cell.text)]
    found = [
        _heading(column, [line[at] for line in lines if line[at]], corner) for at, column in enumerate(shape.columns)
    ]
    return _with_years(_with_whole_year(_with_shares_apart(_with_unit(shape, band, found))))


def _tells_of_rows(line: Sequence[str], shape: Shape, band: Band) -> bool:
    """Whether a line of headings explains rows and no columns.

    "% of revenues" over a column that prints percent signs in some rows and bare amounts in others is a legend: what
    carries the sign is the percentage.
    """
    for column, text in zip(shape.columns, line, strict=True):
        if not text or not (_SHARE.search(told(text).rest) or heading_words(text).unit == PERCENT):
            continue
        below = [cell.text for row in band.rows for cell in shape.numbers(row) if column.is_under(cell)]
        signed = sum(bool(_SIGNED.search(text)) for text in below)
        if signed >= _MIXED_LEAST and len(below) - signed >= _MIXED_LEAST:
            return True
    return False


def _with_shares_apart(found: list[Heading]) -> list[Heading]:
    """In a statement of equity a column of shares stands beside that of their amount."""
    named = [heading.name.lower() for heading in found]
    if any(re.search(r"\bamounts?$", name) for name in named):
        found = [
            replace(heading, unit=UnitWords(unit=SHARES)) if name.endswith("shares") else heading
            for heading, name in zip(found, named, strict=True)
        ]
    if not any(heading.unit.unit == SHARES for heading in found):
        return found
    return [replace(heading, shares_beside=heading.unit.unit != SHARES) for heading in found]


def _with_unit(shape: Shape, band: Band, found: list[Heading]) -> list[Heading]:
    """The one scale that the headings name holds for columns under none, wherever in the headings it stands."""
    said = {heading_words(cell.text) for row in band.heads for cell in shape.right(row)}
    scales = [words for words in said if words.scale is not None]
    if len(scales) != 1:
        return found
    return [replace(heading, unit=heading.unit.or_else(scales[0])) for heading in found]


def _spread_lines(shape: Shape, band: Band) -> list[list[str]]:
    """For each heading row the text over each column, given to the columns beside it too as a reader gives it.

    Merged cells say themselves how far they reach; where a table has any, only what speaks for all columns is spread.
    """
    over = [
        _over(shape, cells) for cells in leveled([shape.right(row) for row in band.heads], max(band.heads, default=0))
    ]
    last = max((at for at, row in enumerate(band.heads) if len(shape.right(row)) > 1), default=-1)
    merged = any(_reaches(shape, cell) > 1 for row in band.heads for cell in shape.right(row))
    dated = [any(told(line[at]).is_period for line in over) for at in range(len(shape.columns))]
    apart = _set_one_by_one(shape, band)
    lines = []
    below = [shape.right(row) for row in (*band.heads[1:], *band.heads[-1:])]
    for at, (row, line) in enumerate(zip(band.heads, over, strict=True)):
        cells = shape.right(row)
        reach = _reaches(shape, cells[0]) if len(cells) == 1 else 0
        if reach and at < last and len(line) > 1 and (reach == 1 or reach > len(line) / 2) and _is_title(cells[0].text):
            lines.append([""] * len(line))
        elif (
            len(cells) == 1
            and cells[0].column not in apart
            and _speaks_for_all(cells[0].text)
            and (reach <= 1 or _straddles(cells[0], below[at]) or _ends_a_title(shape, row))
        ):
            lines.append([cells[0].text] * len(line))
        elif merged:
            lines.append(centred(repeated(line, over[-1])))
        else:
            lines.append(_beside_changes(line, dated, at == last) if at == last or len(cells) == 1 else grouped(line))
    return lines


def _set_one_by_one(shape: Shape, band: Band) -> set[int]:
    """The columns that lone units, or dates, stand over, one a line: `(Millions of yen)` over `(US$ thousands)`."""
    lone = [cells[0] for row in band.heads if len(cells := shape.right(row)) == 1]
    units = {cell.column for cell in lone if not heading_words(cell.text).is_empty}
    dates = {cell.column for cell in lone if mentions(cell.text)}
    return (units if len(units) > 1 else set()) | (dates if len(dates) > 1 else set())


def _straddles(cell: GridCell, below: Sequence[GridCell]) -> bool:
    """Whether a text ends amid a group of columns that a text below it stands over: it was set in the middle of all."""
    left, right = cell.column, cell.column + cell.column_span
    groups = [(each.column, each.column + each.column_span) for each in below if each.column_span > 1]
    return any(first < left < last or first < right < last for first, last in groups)


def _ends_a_title(shape: Shape, row: int) -> bool:
    """Whether the labels of a row open a bracket that the text beside them closes: one line, taken for two cells."""
    label = "".join(cell.text for cell in shape.labels(row)).translate(STRAIGHT)
    return label.count("(") > label.count(")")


def _is_title(text: str) -> bool:
    """Whether a lone text over the first of several columns names the whole table rather than that column."""
    return len(text) > _LONGEST_NAME and not _says_change(text) and not _speaks_for_all(text)


def _over(shape: Shape, right: Sequence[GridCell]) -> list[str]:
    """The text of a heading row that stands over each column."""
    over = [" ".join(cell.text for cell in right if column.is_under(cell)) for column in shape.columns]
    for at in range(len(over) - 1):
        if _TORN_LEFT.search(over[at]) and _TORN_RIGHT.match(over[at + 1]):  # a word that stands over both columns
            over[at] = over[at + 1] = over[at] + over[at + 1]
    return over


def _reaches(shape: Shape, cell: GridCell) -> int:
    return sum(column.is_under(cell) for column in shape.columns)


def _beside_changes(line: list[str], dated: list[bool], is_last: bool) -> list[str]:
    """A heading of changes given to the columns beside it that have no period of their own: its amount and percent.

    In the line next to the numbers it stands over the first of them.
    """
    filled = list(line)
    for at, text in enumerate(line):
        if not text or not _says_change(text):
            continue
        for step in (1,) if is_last else (1, -1):
            beside = at + step
            while 0 <= beside < len(line) and not filled[beside] and not dated[beside]:
                filled[beside] = text
                beside += step
    return filled


def _says_change(text: str) -> bool:
    rest = told(text).rest  # without the "to" of a period from day to day
    return bool(_CHANGE.search(rest) or (_COMPARES.search(rest) and len(mentions(text)) > 1))


def _speaks_for_all(text: str) -> bool:
    """Whether a lone text over the columns sets a period or a unit for all of them."""
    said = told(text)
    return not _CHANGE.search(said.rest) and (said.is_period or not heading_words(text).is_empty)


def _heading(column: NumberColumn, texts: list[str], corner: list[str]) -> Heading:
    words, rest = _over_column(texts)
    for text in reversed(corner):
        said = told(text)
        if not _member(said.rest):
            words = under(words, said.words)
    whole = " ".join(texts)
    unit = UnitWords()
    for text in [*reversed(texts), *reversed(corner)]:
        unit = unit.or_else(heading_words(text) if text in texts else _corner_unit(text))
    if unit.scale is None and unit.unit is None:  # "Thousands of U.S." over "dollars"
        unit = unit.or_else(heading_words(whole))
    named = column_unit(whole).unit
    if unit.unit is None and named is not None:
        unit = replace(unit, unit=named, scale=unit.scale if named == SHARES else None)
    return _with_aspect(Heading(column, tuple(texts), words, _member(rest), unit=unit), rest, whole)


def _over_column(texts: list[str]) -> tuple[PeriodWords, str]:
    """What the lines over a column say of its period, the lowest first, and their other words.

    A length may be broken over them, `Nine` over `Months` over `2023`: then only all of them together tell it.
    """
    words, rests = SAID_NOTHING, []
    for text in reversed(texts):
        said = told(text)
        words = under(words, said.words)
        rests.append(said.rest)
    whole = told(" ".join(texts))
    if len(texts) > 1 and _length(whole.words) and not _length(words) and _day(whole.words) == _day(words):
        return whole.words, whole.rest
    return words, " ".join(reversed(rests))


def _length(words: PeriodWords) -> tuple[object, ...]:
    return tuple(filter(None, (words.months, words.weeks, words.part, words.to_date, words.span)))


def _day(words: PeriodWords) -> tuple[object, ...]:
    year = words.day.year if words.day else words.year
    month = words.month_day or ((words.day.month, words.day.day) if words.day else None)
    return (year, month, words.month, words.ends_in)


def _corner_unit(text: str) -> UnitWords:
    said = heading_words(text)
    if said.is_empty and (counted := counted_by(text)) is not None:  # "Number of employees" over a column of labels
        return UnitWords(Decimal(1), unit=counted)
    lasts = said.unit in _LASTING  # "Useful life (years)" stands over a column of labels
    return UnitWords() if lasts or (said.scale is None and said.unit is not None) else said


def _with_aspect(heading: Heading, rest: str, whole: str) -> Heading:
    change = bool(_CHANGE.search(rest)) or any(map(_says_change, heading.texts))
    share = bool(_SHARE.search(rest))
    named = tuple(mentions(whole)) if change else ()
    against = Against.PRIOR_QUARTER if _QUARTERLY.search(rest) else None
    if re.search(r"\b(?:yoy|y/y|y-o-y)\b|year[- ](?:over|on)", rest):
        against = Against.PRIOR_YEAR
    against = Against.TARGET if _TARGETS.search(rest) else against
    unclear = bool(_RATIO_TO_PRIOR.search(rest) and not _CHANGE.search(rest)) or (
        not share and bool(_OTHER_SHARE.search(rest))
    )
    return replace(
        heading,
        change=change and not share,
        share=share,
        percent=bool(_PERCENT.search(_EXCEPT.sub(" ", rest))),
        unclear=unclear or bool((change or share) and _REVERSED.search(rest)),
        against=against,
        pair=named if len(named) == 2 else (),
        scenario=ACTUAL if change else scenario_told(rest, whole),
    )


def stacked(heading: Heading) -> tuple[Heading, ...]:
    """The headings of lines that take turns in a column, one below the other in its head, each with a unit of its own.

    `株式数（株）` over `貸借対照表計上額（百万円）`: the first line of a holding counts shares, the second is money.
    """
    lines = [(text, heading_words(text)) for text in heading.texts]
    units = [(at, said) for at, (_, said) in enumerate(lines) if said.unit or said.scale is not None]
    if len({(said.unit, said.scale) for _, said in units}) < len(units) or len(units) < _STACKED_LEAST:
        return ()
    return tuple(replace(heading, unit=said, member=_named_at(lines, at)) for at, said in units)


def _named_at(lines: Sequence[tuple[str, UnitWords]], at: int) -> str:
    """What a heading with a unit names; where it names the unit alone, the heading above it that has none."""
    named = _member(told(lines[at][0]).rest)
    above, said = lines[at - 1] if at else ("", UnitWords())
    return named or (_member(told(above).rest) if said.is_empty else "")


def _member(rest: str) -> str:
    plain = _OF_THE_GROUP.sub(" ", _ANNOUNCED.sub(" ", _SHARE.sub(" ", rest)))
    plain = without_scenario(_CHANGE.sub(" ", _UNIT_WORDS.sub(" ", plain)))
    plain = re.sub(r"\([0-9a-z]{1,2}\)|(?<=[a-z]{3})[0-9]\b", " ", plain)
    words = _NEUTRAL.sub(" ", plain).split()
    return " ".join(word for word in words if any(letter.isalnum() for letter in word))


def _with_years(found: list[Heading]) -> list[Heading]:
    """Quarters without a year take that of the column of the whole year beside them: behind them, else before."""
    dated = list(found)
    for at, heading in enumerate(found):
        if heading.words.part is None or heading.words.year is not None or heading.words.day is not None:
            continue
        beside = _year_beside(found[at + 1 :]) or _year_beside(found[at - 1 :: -1] if at else [])
        if beside is not None:
            dated[at] = replace(heading, words=replace(heading.words, year=beside))
    return dated


def _with_whole_year(found: list[Heading]) -> list[Heading]:
    """A column of totals beside those of quarters is of their year."""
    quarters = sum(heading.words.part is not None and heading.words.part[1] == _QUARTER for heading in found)
    if quarters < _QUARTERS_LEAST:
        return found
    whole = PeriodWords(part=(0, 4 * _QUARTER))
    return [
        replace(heading, words=under(whole, heading.words), member="")
        if _TOTAL.fullmatch(heading.member) and heading.words.part is None
        else heading
        for heading in found
    ]


def _year_beside(columns: Sequence[Heading]) -> int | None:
    for heading in columns:
        words = heading.words
        if words.part is None or words.year is not None:
            return words.year if words.part is None and heading.is_level else None
    return None
