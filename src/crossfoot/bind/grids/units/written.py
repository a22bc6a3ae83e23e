"""Units as captions, headings and labels write them: `($ in millions, except per share)`, `€m`, `単位：百万円`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from crossfoot.bind.grids.units.share_words import counts_shares
from crossfoot.vocabulary.number_words import BROKEN_JAPANESE, STRAIGHT
from crossfoot.vocabulary.units import PERCENT, POINTS, PURE, Unit, UnitKind, count, money, per_share

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217's code for no currency: amounts of a document that names none."""

SHARES = count("shares")

_REMEMBERED = 4096  # texts: a label is asked about for each figure of its row, and statements name the same lines

_CURRENCIES = (
    (r"us\$|u\.s\. ?\$|u\.?s\.? dollars?|usd", "USD"), (r"hk\$|hkd", "HKD"), (r"nt\$|twd", "TWD"), (r"a\$|aud", "AUD"),
    (r"c\$|cad|canadian dollars?", "CAD"), (r"s\$|sgd", "SGD"), (r"r\$|brl|reais", "BRL"),
    (r"rmb|cny|yuan|人民元", "CNY"), (r"jpy|yen|円|¥", "JPY"), (r"eur|euros?|€|ユーロ", "EUR"),
    (r"gbp|£|pounds? sterling|sterling", "GBP"), (r"chf|swiss francs?", "CHF"), (r"inr|rupees?|₹|rs\.", "INR"),
    (r"krw|₩", "KRW"), (r"mxn|ps\.|(?:mexican )?pesos?", "MXN"), (r"nok", "NOK"), (r"sek", "SEK"), (r"dkk", "DKK"),
    (r"\$|dollars?|ドル", "USD"),
)  # fmt: skip


def _apart(pattern: str) -> re.Pattern[str]:
    """Words of a currency apart from other letters; its signs may stand next to any: `€m`."""
    words = pattern.split("|")
    return re.compile("|".join(f"{'(?<![a-z])' * w[0].isalpha()}{w}{'(?![a-z])' * w[-1].isalpha()}" for w in words))


_CURRENCY_WORDS = tuple((_apart(pattern), code) for pattern, code in _CURRENCIES)
_SCALES = (
    (r"trillions?|tn|兆", 12), (r"billions?|bn|b|十億", 9), (r"億", 8), (r"crores?|cr", 7),
    (r"millions?|mn|mm|mln|m|百万|mio", 6), (r"lakhs?|lacs?", 5), (r"万", 4), (r"thousands?|'?000'?s?|k|千", 3),
)  # fmt: skip
_MONEY_MARK = r"[$€£¥₩₹]|\b(?:usd|jpy|eur|gbp|rmb|cny|chf|dollars?|yen|euros?)\b|円|ドル"
# "in millions", "$000", "€m", "(thousands)", "単位：百万円", "百万円"
_SCALED = re.compile(
    r"\b(?:in|of|expressed in|stated in|unit:?|units:?)\s+(?:the\s+)?(?:[a-z.$€£¥]{1,12}\s)?(?:[$€£¥]\s?)?"
    r"(?P<said>hundreds of thousands|trillions?|billions?|millions?|thousands?|crores?|lakhs?|mm|mn|bn)\b"
    r"|(?:[$€£¥₹]|us\$|\b(?:usd|jpy|eur|gbp|rmb|cny|chf|inr|aud|cad|rs\.?))\s?(?P<marked>trillions?|billions?|millions?|"
    r"thousands?|'?000'?s?|crores?|cr|lakhs?|bn|mn|mm|m|b|k)\b"
    r"|[(\[](?P<alone>thousands|millions|billions|mm|'?000'?s?)\b[^0-9]*[)\]]"
    r"|(?P<japanese>十億|百万|億|千|万|兆)(?:円|米?ドル|株|人|件|元|ユーロ|台|口)"
    r"|\b(?P<bare>thousands|millions|billions)\s+of\s+[a-z.$ ]*(?:dollars|yen|euros|pesos|reais|rupees|pounds|francs|"
    r"won|kron[ae]r?|shares|u\.s\.|ps\.|r\$|[$€£¥])"
)
_DIGITS_BEFORE = re.compile(r"[0-9]\s*$")
_EXCEPT = re.compile(r"(?:except|other than|excluding)(?P<rest>[^)]*)")
_ONES = re.compile(r"単位[:： ]*(?:円|米?ドル)(?![^）)]*百万)|\bin (?:whole )?(?:dollars|yen|euros)\b|[(（]円[)）]")
_PERCENT = re.compile(
    r"^\W*(?:in )?(?:%|percent(?:age)?s?)\W*$|[(（\[](?:in )?(?:%|percent(?:age)?)[^a-z)）]*[)）\]]|単位[:：]\s*[%％]"
)
_PERCENT_LABEL = re.compile(
    r"(?<![0-9])(?<![0-9] )%|\bpercent(?:age)?\b(?! points?)"
    r"|\b(?:margin|rate|ratio|yield|roe|roa|rotce|cagr)s?\W*$|率$|比率|利回り|配当性向"
)
_POINTS = re.compile(r"percentage points?|\bppts?\b|\bbps\b|basis points|ポイント(?:[)）増減差]|$)")
_PER_SHARE = re.compile(
    r"\bper (?:\w+[ -]){0,4}(?:shares?|units?(?! case)|ads|adss|adr|gdr)\b|\beps\b|\bdps\b|"
    r"[1一][株口](?:当たり|当り|あたり)"
)
_NOT_PER_SHARE = re.compile(r"par value|stated value|authori[sz]ed|issued|shares? outstanding|repurchase price")
_SHARES_COLUMN = re.compile(r"(?:no\. of |number of )?shares(?: outstanding| issued)?|株式数(?: ?[(（]株[)）])?|株数")
# "Postpaid customers", "Active subscribers": ones are counted. "Deposits from customers" are amounts.
_OWED = r"(?:from|to|of|by|with|for|due|loans|deposits|sales|revenues?|income|fees|contracts|receivables?|external)\b"
_COUNTED_LABEL = re.compile(
    rf"(?:(?!{_OWED})[a-z-]+ ){{0,3}}"
    r"(?P<what>customers|subscribers|subscriptions|employees|stores|branches|restaurants|households|policyholders)"
)
_EMPLOYEES = re.compile(r"従業員|社員|使用人|employees|headcount")
_COUNTS = (
    (
        re.compile(
            r"\b(?:employees|headcount|staff|ftes?|full-time equivalents?)\b"
            r"(?!.*(?:cost|benefit|expense|compensation|tax|relat))|従業員数|社員数"
        ),
        "employees",
    ),
    (
        re.compile(
            r"\bnumber of (?P<what>stores|branches|customers|subscribers|subscriptions|countries|outlets|restaurants|"
            r"hotels|locations|accounts|units|vessels|aircraft|contracts|options|awards|loans)\b|店舗数|件数"
        ),
        "units",
    ),
)
# Quantities of things that are neither money nor shares, alone or in brackets: "million barrels", "(thousand tonnes)".
_QUANTITY = re.compile(
    r"(?:^|[(\[]|\bin )\s*(?:(?P<scale>thousands?|millions?|billions?) (?:of )?)?"
    r"(?P<what>barrels|(?:m?m|k)?b(?:bls?|oe?p?d|pd|oe|d)|mb|[mk]?hl|[mk]t|[mk]oz|[gtp]j|mmbtu|mmcf|bcf|tcf|cubic feet|"
    r"cubic met(?:er|re)s|tonnes|metric tons|tons|kilograms|"
    r"ounces|megawatts|mw|gw|mwh|gwh|twh|kwh|hectares|acres|square feet|square met(?:er|re)s|kilomet(?:er|re)s|miles|"
    r"teus?|passengers|vehicles|litres|hectolitres|subscribers|subscriptions|customers|employees|people|stores)"
    r"\b(?! (?:per|cost))(?: ?(?:per|/) ?(?:day|d|year))?\s*(?:[)\]]|$)"
)
_WEIGHED = re.compile(r"^(?:deadweight|gross|net|metric|ore) (?P<what>tons|tonnes|tonnage)$")
_YEN_AND_SEN = re.compile(r"円 ?銭")  # printed with two decimals: an amount per share
# What stands in brackets behind a name, or in a column of units: counted things, multiples, people. Ones are counted.
_COUNTERS = {
    "people": "人 名 people persons employees", "companies": "社", "cases": "件", "issues": "銘柄", "stores": "店 店舗",
    "units": "台 個 単元", "years": "歳 年 years", "months": "か月 ヶ月 カ月 months", "days": "日 days", "homes": "戸",
    "rooms": "室", "vessels": "隻", "aircraft": "機", "kilometres": "km", "square metres": "㎡ m2", "tonnes": "t トン",
    "kwh": "kwh",
}  # fmt: skip
_THINGS = {word: thing for thing, words in _COUNTERS.items() for word in words.split()}
_IN_BRACKETS = re.compile(
    r"[(\[](?:in )?(?P<scale>千|万|百万|億)?(?:(?P<count>" + "|".join(sorted(_THINGS, key=len, reverse=True)) + r")"
    r"|(?P<shares>株|shares)|(?P<multiple>倍|回|x|times)|(?P<points>bps|ppts?|pts?|ポイント))[)\]]"
)
_THINGS_COUNTED = re.compile(r"\((?:in )?(?P<scale>thousand|million|billion)s? (?:of )?(?P<what>[a-z][a-z ]{3,40})\)$")
# "Passengers carried (thousands)", "Available seat kilometres (millions)"
_THINGS_IN_SCALE = re.compile(
    r"(?:[a-z'-]+ ){0,4}?(?P<what>passengers|kilomet(?:er|re)s|miles|customers|subscribers|subscriptions|users|members|"
    r"guests|visits|vehicles|tonnes|tons|barrels|ounces|orders|transactions|"
    r"parcels|containers|flights|households|homes|connections|employees)(?: [a-z-]+){0,2} "
    r"\((?:in )?(?:the )?(?P<scale>thousand|million|billion)s?\)"
)
_OF_MONEY = r"(?:[a-z.]{0,5}[$€£¥]|dollars|yen|euros|[a-z]{3})"
_ONLY_UNIT = re.compile(
    rf"[(（\[]?(?:unit:? ?)?(?:amounts? )?{_OF_MONEY}? ?in (?:millions|billions|thousands)\b.*"
    r"|[(（]?単位.*|[(（](?:百万円|千円|億円)[)）]",
    re.IGNORECASE,
)
_UNIT_ALONE = re.compile(
    r"[(\[]?\s*(?:unit:?|単位:?)?\s*(?:in\s+)?(?:"
    r"(?:[a-z]{0,3}[$€£¥₹₩]|usd|jpy|eur|gbp|rmb|cny|chf|inr|krw|aud|cad|sgd|hkd|brl|mxn|sek|nok|dkk|dollars?|yen|euros?)"
    r"(?:\s?/\s?share)?\s*(?:in\s+)?(?:'?000'?s?|thousands?|millions?|billions?|mn|m|mm|bn|b|k|mio|tn)?"
    r"|'?000'?s?|thousands?|millions?|billions?|mn|mm|bn|mio"
    r"|%|percent|bps|ppts?|pts?|x|times|shares|people|persons|employees"
    r"|[mk]?t|[mk]?oz|[mk]?hl|[mk]?lb|m?boe|[mgtk]wh?|mmbtu|[gtp]j|ha|km|k?m[²2]|tonnes|ounces|barrels|hectares"
    r"|(?:十億|百万|億|万|千)?(?:円|米?ドル|ユーロ|元|株|人|名|台|件|個|店)"
    r"|円 ?銭|%|倍|回|社|店舗|歳|年|[かヶカ]月|日|戸|室|銘柄|ポイント|トン"
    r")\s*[)\]]?"
)
# "TCE rate per day", "Cost per tonne ($/t)": printed in full, whatever the table counts its amounts in.
_RATE = re.compile(
    r"\bper (?:day|night|barrel|boe|bbl|tonne|ton|ounce|pound|litre|gallon|kilogram|kg|mile|seat|[km]wh|teu|acre|"
    r"kilomet(?:er|re)|square foot|square met(?:er|re)|customer|subscriber|user|passenger|employee|(?:available )?room|"
    r"store|household|metric ton|hectare|unit)\b|/(?:bbl|boe|t|oz|lb|kg|[km]wh|teu)\b"
)
_PRICE = re.compile(
    r"\b(?:share|stock|exercise|strike|conversion|redemption|offering|closing|warrant) prices?\b"
    r"|\bgrant[- ]date fair values?\b|\bprice paid\b"
)
_NO_PRICE = re.compile(r"volatility|aggregate|\btotal\b|%|proceeds|payment|change|return")
# Over a column; "Treasury shares" or "Ordinary shares" may head amounts in a statement of equity.
_SHARES_HEADING = re.compile(
    r"\bnumber of (?:\w+ ){0,3}(?:shares|options|awards|units|rsus|psus|warrants)\b"
    r"|^(?:\w+ ){0,2}shares (?:authori[sz]ed|issued|outstanding|reserved|granted|purchased|repurchased)\b"
    r"|\bweighted[- ]average (?:\w+ ){0,2}shares\b"
)
_DILUTIVE = re.compile(
    r"dilutive (?:\w+ ){0,4}(?:securities|shares|instruments)"
    r"|shares? (?:of (?:the company's )?common stock )?reserved for|reserved (?:shares of )?common (?:stock|shares)"
    r"|(?:securities|shares) (?:\w+ ){0,6}excluded from the (?:computation|calculation)"
)
_MULTIPLE = re.compile(r"\((?:x|times)\)|\btimes\b|（倍）|\(倍\)|倍率")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What a text says of units.

    `scale` is what one printed amount counts, `currency` an ISO 4217 code, `unit` a unit that is no amount's (percent,
    points, shares). `shares_apart` says that the scale is not that of shares ("except share and per share amounts").
    """

    scale: Decimal | None = None
    currency: str | None = None
    unit: Unit | None = None
    shares_apart: bool = False

    def or_else(self, other: "UnitWords") -> "UnitWords":
        """These words, with what they leave open taken from others: who names a unit or a scale speaks of no other."""
        if self.scale is not None or self.unit is not None:
            return UnitWords(self.scale, self.currency or other.currency, self.unit, self.shares_apart)
        return UnitWords(other.scale, self.currency or other.currency, other.unit, other.shares_apart)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self == UnitWords()


@lru_cache(maxsize=_REMEMBERED)
def unit_words(text: str) -> UnitWords:
    """What a caption, a line of context or a heading says of the amounts below it."""
    plain = _straight(text)
    if _PERCENT.search(plain):
        return UnitWords(unit=PERCENT)
    if quantity := _QUANTITY.search(plain):
        return UnitWords(_scale(quantity["scale"]) if quantity["scale"] else None, unit=count(quantity["what"]))
    scaled = _scale_statement(plain)
    if scaled is not None and (counted := _IN_BRACKETS.search(plain)) and counted["scale"]:
        return _counted(plain)
    if scaled is not None:
        apart = _EXCEPT.search(plain)
        shares_apart = apart is not None and "share" in re.sub(r"per[ -]share", "", apart["rest"])
        return UnitWords(scaled, _currency(plain), shares_apart=shares_apart)
    if _ONES.search(plain):
        return UnitWords(Decimal(1), _currency(plain))
    return UnitWords()


@lru_cache(maxsize=_REMEMBERED)
def heading_words(text: str) -> UnitWords:
    """What the heading of a column says: as a caption does, and also a lone currency or scale (`2019 $m`, `£'000`)."""
    said = unit_words(text)
    if said.is_empty:
        plain = _straight(text)
        if (counted := _counted(plain)).unit == SHARES:  # "株式数（株）" says what one of them is
            return counted
        # In small letters it goes on from the line above: "Reserve for own / shares" is an amount.
        if _SHARES_COLUMN.fullmatch(plain) and not text.strip()[:1].islower():
            return UnitWords(unit=SHARES)
        if _YEN_AND_SEN.search(plain):
            return UnitWords(unit=per_share("JPY"))
        if re.search(_MONEY_MARK, plain) and not re.search(r"[0-9]\s?(?:million|billion)|[$€£¥]\s?[0-9]", plain):
            return UnitWords(currency=_currency(plain))
        if _POINTS.search(plain):
            return UnitWords(unit=POINTS)
        if weight := _WEIGHED.search(plain):
            return UnitWords(Decimal(1), unit=count(weight["what"]))
        return _counted(plain)
    return said


def column_unit(name: str) -> UnitWords:
    """What the whole name of a column tells of its unit, where none of its lines alone does: `Exercise / Price`."""
    plain = re.sub(r"[(\[].*?[)\]]", " ", _straight(name)).strip()
    if _SHARES_HEADING.search(plain) and not re.search(r"per share|price|value|cost", plain):
        return UnitWords(unit=SHARES)
    if (_PRICE.search(plain) and not _NO_PRICE.search(plain)) or _PER_SHARE.search(plain):
        return UnitWords(unit=per_share(UNKNOWN_CURRENCY))
    return UnitWords()


def shares_told(text: str) -> UnitWords:
    """Whether a line above a table says that it counts shares: those left out of diluted earnings, or reserved."""
    plain = _straight(text)
    if not _DILUTIVE.search(plain):
        return UnitWords()
    return UnitWords(_scale_statement(plain) or Decimal(1), unit=SHARES)


def names_only_unit(text: str) -> bool:
    """Whether a line sets a unit and says nothing else: `（単位：百万円）`, `(in millions of dollars)`."""
    return _ONLY_UNIT.fullmatch(text.strip()) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_rate(label: str) -> bool:
    """Whether a label names an amount for each of something, which no scale of a table applies to."""
    return _RATE.search(_straight(label)) is not None


def is_unit(text: str) -> bool:
    """Whether a text names a unit and nothing else, as a column of units does: `(百万円)`, `US$m`, `%`, `倍`."""
    return bool(text.strip()) and _UNIT_ALONE.fullmatch(_straight(text)) is not None


def _counted(plain: str) -> UnitWords:
    """What brackets say of things counted in ones: `従業員数（人）`, `株式数（株）`, `(x)`."""
    found = _IN_BRACKETS.search(plain)
    if found is None:
        return UnitWords()
    scale = _scale(found["scale"]) if found["scale"] else Decimal(1)
    if found["multiple"]:
        return UnitWords(unit=PURE)
    if found["points"]:
        return UnitWords(unit=POINTS)
    thing = "employees" if _EMPLOYEES.search(plain) else _THINGS.get(found["count"] or "", "")
    return UnitWords(scale, unit=SHARES if found["shares"] else count(thing))


@lru_cache(maxsize=_REMEMBERED)
def label_unit(path: tuple[str, ...]) -> Unit | None:
    """The unit of a row that is no amount, by its label and then the sections it stands under; None for amounts.

    Ratios that may be percent or pure are `pure` here: the text's own percent sign comes first.
    """
    for label in map(_straight, path):
        unit = _unit_of_label(label)
        if unit is not None:
            return unit
        if re.search(_MONEY_MARK, label) or label.startswith("total "):
            return None
    return None


def counted_by(label: str) -> Unit | None:
    """What a label says that its row counts, other than shares: `Number of employees`; None where it says nothing."""
    unit = _unit_of_label(_straight(label))
    return unit if unit is not None and unit.kind is UnitKind.COUNT and unit != SHARES else None


@lru_cache(maxsize=_REMEMBERED)
def label_words(label: str, unit: str = "") -> UnitWords:
    """What a row's label says of its unit in brackets, or a `unit` beside it in a cell of its own.

    `Revenue ($M)`, `Shares (in millions)`, `金額（千円）`; `US$m`, `(百万円)`.
    """
    if not unit and (found := _THINGS_IN_SCALE.fullmatch(_straight(label))):
        return UnitWords(_scale(found["scale"]), unit=count(found["what"]))
    if found := _THINGS_COUNTED.search(_straight(unit or label)):
        counted = UnitWords(_scale(found["scale"]), unit=count(found["what"].strip()))
        if _currency(found["what"]) is None and "share" not in found["what"]:
            return counted
    if unit:
        return heading_words(f"{label} {unit}" if unit[0] in "(（[" else f"{label} ({unit})")
    plain = _straight(label)
    for inner in re.findall(r"[(\[]([^()\[\]]*)[)\]]\s*$", plain):
        said = heading_words(f"({inner})")
        if not said.is_empty:
            return said
    return UnitWords()


def unit_of_label(label: str, unit: str = "") -> str:
    """What a row's label, or the cell beside it, says of its unit, as a cell of its own would say it."""
    if not unit and (found := _THINGS_IN_SCALE.fullmatch(_straight(label))):
        return f"({found['scale']}s of {found['what']})"
    bracket = re.search(r"[(（\[][^()（）\[\]]*[)）\]]\s*$", label)
    return unit or (bracket[0].strip() if bracket else "")


def says_percent(label: str) -> bool:
    """Whether a label says that its row is in percent: by a sign that belongs to no number ("4.2% notes")."""
    return re.search(r"(?<![0-9])(?<![0-9] )%|\bpercentage of\b|\bpercent\b", _straight(label)) is not None


def amounts(currency: str | None) -> Unit:
    """The unit of amounts in a currency, or in none that the document names."""
    return money(currency or UNKNOWN_CURRENCY)


def shares_of(currency: str | None) -> Unit:
    """The unit of amounts per share in a currency."""
    return per_share(currency or UNKNOWN_CURRENCY)


@lru_cache(maxsize=_REMEMBERED)
def _straight(text: str) -> str:
    plain = text.translate(STRAIGHT).lower().replace("’", "'").replace("‘", "'").replace("：", ":")
    return BROKEN_JAPANESE.sub("", re.sub(r"\s+", " ", plain).strip())


def _scale_statement(plain: str) -> Decimal | None:
    for found in _SCALED.finditer(plain):
        if found["bare"] and _DIGITS_BEFORE.search(plain[: found.start()]):
            continue
        word = next(word for word in found.groups() if word)
        return _scale(word)
    return None


def _scale(word: str) -> Decimal:
    for pattern, exponent in _SCALES:
        if re.fullmatch(pattern, word):
            return Decimal(10**exponent)
    return Decimal(10**5)  # hundreds of thousands


def _currency(plain: str) -> str | None:
    return next((code for pattern, code in _CURRENCY_WORDS if pattern.search(plain)), None)


def _unit_of_label(label: str) -> Unit | None:
    if counts_shares(label):
        return SHARES
    if _PER_SHARE.search(label) and not _NOT_PER_SHARE.search(label):
        return per_share(UNKNOWN_CURRENCY)
    if _PRICE.search(label) and not _NO_PRICE.search(label):
        return per_share(UNKNOWN_CURRENCY)
    if counted := _COUNTED_LABEL.fullmatch(label):
        return count(counted["what"])
    for pattern, thing in _COUNTS:
        if found := pattern.search(label):
            return count(found.groupdict().get("what") or thing)
    if _MULTIPLE.search(label):
        return PURE
    if _POINTS.search(label):
        return POINTS
    return PURE if _PERCENT_LABEL.search(label) else None
