"""What the words of a table say of its lines: which are totals, which are taken off, and which never add."""

import re
from dataclasses import dataclass
from functools import cache

# A word's edge is asked for once for all the words that begin at it: every label is searched for all of these.
_TOTAL = re.compile(
    r"\b(?:(?:sub-?)?totals?|aggregate|(?:zwischen|gesamt|bilanz)?summe|gesamt|insgesamt|(?:sous-)?totaux)\b"
    r"|合計|総計|小計|総額|[^会]計$|^計",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"^net\b|\b(?:"
    r"net (?:income|loss|earnings|profit|assets|liabilit|sales|revenue|cash|carrying|position|change|increase)"
    r"|gross (?:profit|income)|(?:operating|income|profit|earnings|loss)\b.*\b(?:income|loss|profit)\b"
    r"|(?:income|profit|earnings|loss)\b.*\b(?:before|from)\b|operating (?:income|profit|loss|earnings)"
    r"|(?:margin|ebitda|ebit|end|ending|close|closing|balances?|diluted|effective)\b)"
    r"|純利益|利益$|損失$|総資産|純資産|期末|残高",
    re.IGNORECASE,
)
_LESS = re.compile(r"^\W*(?:less|deduct|minus|net of)\b|控除|^\W*(?:減|差引)|\bless:", re.IGNORECASE)
_OUTGOING = re.compile(
    r"\b(?:expenses?\b(?!\))|interest\b(?! (?:and \w+ )?income)"
    r"|(?:costs?|charges?|selling|administrative|research and|tax(?:es)?|provision|depreciation|amorti[sz]ation"
    r"|dividends?|paid|payments?|allowance|losses|deductions?|liabilities)\b)"
    r"|原価|費用|費$|損失|法人税|負債",
    re.IGNORECASE,
)
# What an amount is stated before or after is not what it is: profit before tax is no tax.
_ASIDE = re.compile(r"\b(?:before|after|net of|excluding|pre-?tax)\b.*", re.IGNORECASE)
# Over a column between an opening balance and its close, printed without a minus: a schedule of reserves.
_REDUCING = re.compile(
    r"\b(?:deductions?|deducted|utili[sz](?:ed|ations?)|used|released?|revers(?:ed|als?)"
    r"|(?:writ(?:e|ten)|charged?)[- ]?offs?|disposals?|retirements?|payments?)\b|減少|取崩|目的使用|戻入",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"\b(?:balances?|outstanding|(?:non-?|un)vested|beginning|opening|end(?:ing)?|closing)\b"
    r"|^(?:at|as of) |期首|期末|残高",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:per\b.{0,30}\b(?:share|ads|unit|barrel|ounce|tonne?|day|employee)\b|(?:eps|ratios?|times|yield|volatility)\b"
    r"|term \(|(?:useful|contractual|remaining|economic|expected|average) li(?:fe|ves)\b|life \("
    r"|(?:average|exercise|selling|sale|share|stock|unit|(?<!quoted )market)[- ]prices?\b"
    r"|(?:in |\()(?:days|months|years)\b"
    r"|weighted[- ]average\b.{0,40}\b(?:price|rate|value|life|term|period|maturity)\b)"
    r"|^prices?\b(?! (?:risk|protection|adjustments?))"
    r"|1株当たり|一株当たり|１株当たり|倍率|比率|回転",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}(?:share|ads)\b|\beps\b|[1１一]株当たり", re.IGNORECASE)
_SHARES = re.compile(r"\bshares\b(?!.*\bper\b)|\bshares outstanding\b|株式数", re.IGNORECASE)
_RATE = re.compile(r"\brates?\b|\baverage\b|率|平均", re.IGNORECASE)
_AVERAGE = re.compile(r"\baverages?\b|平均", re.IGNORECASE)
_OF_PER_SHARE = re.compile(r"eps\b|earnings per share", re.IGNORECASE)  # of few labels, and soon told
_AND_PER_SHARE = re.compile(
    r"\w.*?(?P<per_share>(?:,| and| &| ?/) ?(?:(?:diluted|basic|adjusted) )*(?:eps\b|earnings per share).*)",
    re.IGNORECASE,
)
# "Common stock, par value $1 per share, 600,000,000 shares authorized" is an amount: its shares are only described.
_STOCK = re.compile(
    r"^(?P<name>.*?\b(?:stocks?|shares|capital)\b[^,;:($0-9]*?)(?:\W*[$0-9].{0,20}?)?"
    r"\W*\b(?:no[- ])?(?:par|stated)\b.*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\W*notes?(?: ?(?:no\.?|ref\.?|number))?\W*$|^注記?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:var(?:iance|\.)|better\b.{0,3}\bworse\b"
    r"|(?:changes?|increase|decrease|difference|growth|inc|chg|veränderung(?:en)?|abweichung(?:en)?|variations?"
    r"|[qy][/-]?o[/-]?[qy]|q/q|y/y|fav)\b)|[∆Δ]|増減|前年比|前期比|伸び率",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:19|20)[0-9]{2}\b|\bQ[1-4]\b|\bFY ?[0-9]{2}|[1-4]Q|[12]H|年|月期|四半期"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|(?:octo|novem|decem)ber|oct|nov|dec)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a label or heading says of its line.

    `total` names a sum, `result` what is left after others, `less` that the line is taken off and `outgoing` that it is
    likely to be; `balance` names an opening or closing balance and `reduces` what leads down from one; `never` marks
    what does not add (ratios, amounts per share, prices, terms), `per_share` the second of these and `shares` what they
    are over, `rate` what seldom adds, `average` what is taken over a span; `note` marks a column of note numbers,
    `change` a comparison, `period` a heading that names a time, and `unnamed` a line without words, as many subtotals
    are.
    """

    total: bool = False
    result: bool = False
    less: bool = False
    outgoing: bool = False
    balance: bool = False
    reduces: bool = False
    never: bool = False
    per_share: bool = False
    shares: bool = False
    rate: bool = False
    average: bool = False
    note: bool = False
    change: bool = False
    period: bool = False
    unnamed: bool = False


@cache
def words_of(label: str) -> Words:
    """What a label says, in English or Japanese.

    One that names amounts per share last, as `Adjusted EBITDA, net income and EPS` does, speaks of amounts.
    """
    also = _AND_PER_SHARE.match(label) if _OF_PER_SHARE.search(label) else None
    label = label[: also.start("per_share")] if also else label
    described = _STOCK.match(label)
    label = described["name"] if described else label
    return Words(
        total=_TOTAL.search(label) is not None,
        result=_RESULT.search(label) is not None,
        less=_LESS.search(label) is not None,
        outgoing=_OUTGOING.search(_ASIDE.sub("", label)) is not None,
        balance=_BALANCE.search(label) is not None,
        reduces=_REDUCING.search(label) is not None,
        never=_NEVER.search(label) is not None,
        per_share=_PER_SHARE.search(label) is not None,
        shares=_SHARES.search(label) is not None,
        rate=_RATE.search(label) is not None,
        average=_AVERAGE.search(label) is not None,
        note=_NOTE.search(label) is not None,
        change=_CHANGE.search(label) is not None,
        period=_PERIOD.search(label) is not None,
        unnamed=not label.strip(),
    )
