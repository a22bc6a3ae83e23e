"""Subjects: the words that say what a figure is of, and how far they name a line of a table."""

import re
from collections.abc import Iterable
from functools import cache

from crossfoot.bind.grids.measures.statement_lines import statement_line
from crossfoot.bind.grids.periods.headings import told

BAN = 1000  # thousandths of a power of ten, in which odds add

# Words of a clause that name nothing which is measured.
_SMALL_WORDS = """
a an the of in on at to by for from and or with as was were is are be been being it its our their this that these
those we which has have having totaled totalled total reported report record reached came amounted approximately about
around over nearly roughly approx compared year years quarter quarters period months month fiscal full first second
third fourth half ended ending end during while also up down increase increased increases decrease decreased growth
grew rose fell declined decline higher lower respectively per cent percent same prior previous last versus vs yoy qoq
basis company group corporation consolidated amount value level all-time new strong announced today results result
delivered generated achieved posted recorded million billion thousand show shows showed us usd jpy eur driven
primarily mainly s inc co ltd corp plc provided used generated using more
than doubled tripled quadrupled halved gaap ps rs rm chf cad aud cny rmb hkd sgd inr krw sek nok dkk brl mxn zar
stood came reaching grow grown rise risen compares climbed jumped slipped edged
"""
_SMALL = frozenset(re.findall(r"\S+", _SMALL_WORDS)) | frozenset("同増減比年月期日約計末得")
_SMALL_JAPANESE = re.compile(
    r"前年同期比?|前年度?比?|前期比?|対前年|同期|当連結会計年度|前連結会計年度|当(?:第[0-9]四半期|期|事業年度)|連結(?!子会社)|期間|累計|以上|以下|"
    r"結果|計上|増収|減収|増益|減益|増加|減少|上昇|低下|使用した|の収入|の支出|合計|[0-9]?百万円|億円|千円|円"
)
# "Compared with the end of the year before": what stands there names nothing, and is of another period.
JAPANESE_COMPARED = re.compile(
    r"(?:前|直前|対前|昨)[^、。()0-9]{0,14}?(?:と|に|の)?(?:比較して|比較し|比べて|比べ|対比で?|比で?|より)(?:、)?"
)
"""What a Japanese sentence compares with, up to the word that says so."""

# Words that set one measure apart from another of the same name.
_QUALIFYING = """
non-gaap adjusted organic organically underlying comparable core pro-forma proforma constant excluding normalized
normalised like-for-like lfl currency-neutral fx-neutral ex-fx same-store non-ifrs headline
"""
_APART_IN_JAPANESE = re.compile(r"除[いくき]|除外|実質|既存店|為替(?:の)?影響|調整後|一過性|コアベース")
_APART = frozenset(re.findall(r"\S+", _QUALIFYING))
_QUALIFIERS = _APART | {"diluted", "basic", "one-time", "recurring", "deferred"}
_SYNONYMS = {
    "revenues": "revenue", "sales": "revenue", "turnover": "revenue", "profit": "income", "earnings": "income",
    "profits": "income", "資金": "キャッシュ・フロー", "キャッシュフロー": "キャッシュ・フロー", "総資産": "資産",
    "総負債": "負債", "expenses": "expense", "costs": "cost", "margins": "margin", "beia": "adjusted",
    "ebitda": "ebitda", "shareholders": "shareholder", "stockholders": "shareholder", "nongaap": "non-gaap",
}  # fmt: skip
_WORD = re.compile(r"[a-z][a-z'&/-]*[a-z]|[a-z]|[0-9]+[a-z]+|[一-鿿ァ-ヿー]+")
_NON_GAAP = re.compile(r"\bnon[ -]?gaap\b")
_JAPANESE = re.compile(r"[一-鿿ァ-ヿ][一-鿿ぁ-ヿー]*?(?=(?:は|が|、|の(?!れん)|$|\s))")


def named(lead: str) -> str:
    """The words before a figure that may name what it is of, empty where there are none.

    A comma begins a new subject where words follow it; the words of a period and of movement name nothing.
    """
    lead = JAPANESE_COMPARED.sub("", lead)
    last = lead.rpartition(",")[2] if words_of(lead.rpartition(",")[2]) else lead
    last = last.rpartition("、")[2] if words_of(last.rpartition("、")[2]) else last
    return " ".join(last.split()).lstrip("-–—•・* ") if words_of(last) else ""


@cache
def words_of(text: str) -> frozenset[str]:
    """The words of a text that can name a measure, in one form each, periods and small words left out."""
    plain = _NON_GAAP.sub("non-gaap", told(text).rest.replace("’", "'"))
    plain = _SMALL_JAPANESE.sub(" ", plain)
    found = (_SYNONYMS.get(word, word) for word in _WORD.findall(plain.lower()))
    return frozenset(word.removesuffix("'s") for word in found if word not in _SMALL)


def line_of(text: str) -> str:
    """The statement line that the text names whole when its small words are left out, empty where it names none."""
    plain = told(text).rest
    kept = [word for word in plain.split() if word.strip(",.:;()").lower() not in _SMALL]
    for phrase in (plain, " ".join(kept)):
        line = statement_line(phrase)
        if line is not None:
            return line.name
    japanese = [statement_line(found[0]) for found in _JAPANESE.finditer(plain)]
    return next((line.name for line in japanese if line is not None), "")


def likeness(subject: frozenset[str], label: frozenset[str], around: frozenset[str]) -> int | None:
    """How far words of a clause name a line, in millibans of odds; None where they do not.

    `label` are the line's own words, `around` those of its table's title and headings, which may complete it. Words
    that set a measure apart (adjusted, organic, diluted) must be said on both sides.
    """
    if any(_APART_IN_JAPANESE.fullmatch(word) for word in subject - label):
        return None
    apart_here, apart_there, apart_around = subject & _QUALIFIERS, label & _QUALIFIERS, around & _QUALIFIERS
    if apart_there - apart_here or apart_here - apart_there - apart_around:
        return None
    found = _named_by(subject - _QUALIFIERS, label - _QUALIFIERS, around)
    # What only a title or a heading sets apart holds for some lines of a table and not for others.
    in_title_only = bool((apart_around - apart_here) or (apart_here - apart_there))
    return None if found is None else found - (BAN if in_title_only else 0)


def _named_by(subject: frozenset[str], label: frozenset[str], around: frozenset[str]) -> int | None:
    if not label:
        return None
    if subject == label:
        return BAN
    if label <= subject <= label | around:
        return BAN // 2
    if 2 * len(subject & label) < len(subject | label):
        return None
    return -BAN // 4 if subject < label else -BAN // 2


def all_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of several texts together."""
    return frozenset().union(*(words_of(text) for text in texts))


def apart(text: str) -> frozenset[str]:
    """The words of a text that set what follows apart from what tables call by the same name."""
    return words_of(text) & _APART | frozenset(_APART_IN_JAPANESE.findall(text))
