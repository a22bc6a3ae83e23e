"""The names of the ratios that financial highlights print, of the amounts that they are of, and what defines them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache

from crossfoot.tie.discovery.ratios.fitting import HUNDRED

_OWNERS = r"(?:(?:親会社(?:株主|の?所有者)|当社株主)に帰属する)"
_PROFIT = r"(?:当期|四半期|中間)?(?:純)?利益"
_EQUITY = r"(?:自己資本|株主資本|純資産|親会社所有者帰属持分)"
_HOLDERS = r"(?:(?:common )?(?:share|stock)holders.? |owners.? |common )?"
_AMOUNTS = {
    "profit to owners": rf"{_OWNERS}{_PROFIT}"
    r"|(?:net )?(?:income|profit|earnings) attributable to (?!.*(?:non-?controlling|minority)).*",
    "profit": r"(?:当期|四半期|中間)(?:純)?利益|純利益|net (?:income|profit|earnings)|profit for the (?:year|period)",
    "owners' equity": rf"自己資本|株主資本(?:合計)?|{_OWNERS}持分(?:合計)?"
    r"|(?:total )?(?:share|stock)holders.? equity|(?:total )?equity attributable to .*",
    "equity": r"純資産(?:合計|額)?|資本合計|total (?:net assets|equity)|net assets",
    "assets": r"総資産|資産合計|total assets",
    "revenue": r"売上高|営業収益|売上収益|(?:total |net )?(?:sales|revenues?)",
    "operating profit": r"営業利益|operating (?:income|profit)",
    "ordinary profit": r"経常利益",
    "pretax profit": rf"(?:税引前|税金等調整前){_PROFIT}|(?:income|profit) before (?:income )?tax(?:es)?",
    "average shares": r"期中平均株式数|(?:weighted[- ])?average (?:number of )?(?:common )?shares(?: outstanding)?",
    "issued shares": r"(?:期末)?発行済株式(?:総)?数",
    "treasury shares": r"(?:期末)?自己株式数",
    "dividends per share": r"年間配当金合計|1株当たり(?:年間)?配当(?:金|額)(?:合計)?"
    r"|(?:annual |total )?(?:cash )?dividends? per (?:common )?share",
    "dividends": r"配当金総額|total dividends?(?: paid)?",
    "earnings per share": rf"(?:基本的)?1株当たり{_OWNERS}?{_PROFIT}"
    r"|(?:basic )?(?:earnings|net income) per (?:common )?share",
    "equity per share": rf"1株当たり(?:純資産額?|株主資本|{_OWNERS}持分|親会社所有者帰属持分)"
    r"|(?:book value|net assets) per (?:common )?share",
}
_RATIOS = {
    "earnings per share": _AMOUNTS["earnings per share"],
    "equity per share": _AMOUNTS["equity per share"],
    "return on equity": rf"{_EQUITY}{_OWNERS}?{_PROFIT}率|return on (?:average )?{_HOLDERS}equity|roe",
    "return on assets": rf"(?:総資産|資産合計)(?:経常利益|(?:税引前|税金等調整前)?{_PROFIT})率"
    r"|return on (?:average )?(?:total )?assets|roa",
    "operating margin": r"(?:売上高|営業収益|売上収益)?営業利益率|operating (?:income |profit )?margin",
    "equity ratio": rf"{_EQUITY}比率|(?:shareholders.? )?equity ratio",
    "pay-out": r"配当性向|(?:dividend )?pay-?out ratio",
    "dividends on equity": rf"{_EQUITY}配当率|dividends? on equity(?: ratio)?|doe",
}


class Of(Enum):
    """What a ratio is over: an amount of its own period, the average of two closes, or net of treasury shares."""

    ONE = "one"
    AVERAGE = "average"
    OUTSTANDING = "outstanding"


@dataclass(frozen=True, slots=True)
class Definition:
    """A ratio as `factor` x the amount `over` / the amount `under`, each called as AMOUNTS calls it."""

    over: str
    under: str
    of: Of = Of.ONE
    factor: Fraction = HUNDRED


_ONCE = Fraction(1)
DEFINITIONS = {
    "earnings per share": [
        Definition(profit, "average shares", factor=_ONCE) for profit in ("profit to owners", "profit")
    ],
    "equity per share": [
        Definition(equity, "issued shares", Of.OUTSTANDING, _ONCE) for equity in ("owners' equity", "equity")
    ],
    "return on equity": [
        Definition(profit, equity, Of.AVERAGE)
        for profit in ("profit to owners", "profit")
        for equity in ("owners' equity", "equity")
    ],
    "return on assets": [
        Definition(profit, "assets", Of.AVERAGE)
        for profit in ("ordinary profit", "pretax profit", "profit to owners", "profit")
    ],
    "operating margin": [Definition("operating profit", "revenue")],
    "equity ratio": [Definition(equity, "assets") for equity in ("owners' equity", "equity")],
    "pay-out": [
        Definition("dividends per share", "earnings per share"),
        *(Definition("dividends", profit) for profit in ("profit to owners", "profit")),
    ],
    "dividends on equity": [
        Definition("dividends per share", "equity per share", Of.AVERAGE),
        *(Definition("dividends", equity, Of.AVERAGE) for equity in ("owners' equity", "equity")),
    ],
}
"""What each ratio may be: companies and standards differ in whose profit and equity they mean."""

_CIRCLED = re.compile(r"[①-⑳]")  # numbers of lines
_ASIDE = re.compile(r"\([^()]*\)|[:*※]+")
_BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


@cache
def amount_called(label: str) -> str:
    """The amount that a label names, empty where it is none that these ratios are of."""
    return _first(_AMOUNTS, label)


@cache
def ratio_called(label: str) -> str:
    """The ratio that a label names, empty where it is none of these."""
    return _first(_RATIOS, label)


def _first(names: dict[str, str], label: str) -> str:
    plain = unicodedata.normalize("NFKC", _CIRCLED.sub("", label)).casefold()
    plain = _BLANK.sub("", _ASIDE.sub(" ", plain).strip())
    return next((name for name, pattern in names.items() if re.fullmatch(pattern, plain)), "")
