"""What the words of a table say of its lines: which are totals, which are taken off, and which never add."""

import re
from dataclasses import dataclass
from functools import cache

_TOTAL = re.compile(
    r"\b(?:sub-?)?totals?\b|\baggregate\b|\b(?:zwischen|gesamt|bilanz)?summe\b|\bgesamt\b|\binsgesamt\b|\b(?:sous-)?totaux\b"
    r"|合計|総計|小計|総額|[^会]計$|^計",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"^net\b|\bnet (?:income|loss|earnings|profit|assets|liabilit|sales|revenue|cash|carrying|position|change|increase)"
    r"|\bgross (?:profit|income)|\bmargin\b|\b(?:operating|income|profit|earnings|loss)\b.*\b(?:income|loss|profit)\b"
    r"|\b(?:income|profit|earnings|loss)\b.*\b(?:before|from)\b"
    r"|\boperating (?:income|profit|loss|earnings)|\bebitda\b|\bebit\b|\b(?:end|ending|close|closing)\b|\bbalances?\b"
    r"|\bdiluted\b|\beffective\b|純利益|利益$|損失$|総資産|純資産|期末|残高",
    re.IGNORECASE,
)
_LESS = re.compile(r"^\W*(?:less|deduct|minus|net of)\b|控除|^\W*(?:減|差引)|\bless:", re.IGNORECASE)
_OUTGOING = re.compile(
    r"\bcosts?\b|\bexpenses?\b(?!\))|\bcharges?\b|\bselling\b|\badministrative\b|\bresearch and\b|\btax(?:es)?\b"
    r"|\bprovision\b|\bdepreciation\b|\bamorti[sz]ation\b|\bdividends?\b|\bpaid\b"
    r"|\bpayments?\b|\ballowance\b|\blosses\b|\bdeductions?\b|\bliabilities\b|\binterest\b(?! (?:and \w+ )?income)"
    r"|原価|費用|費$|損失|法人税|負債",
    re.IGNORECASE,
)
# What an amount is stated before or after is not what it is: profit before tax is no tax.
_ASIDE = re.compile(r"\b(?:before|after|net of|excluding|pre-?tax)\b.*", re.IGNORECASE)
# Over a column between an opening balance and its close, printed without a minus: a schedule of reserves.
_REDUCING = re.compile(
    r"\bdeductions?\b|\bdeducted\b|\butili[sz](?:ed|ations?)\b|\bused\b|\breleased?\b|\brevers(?:ed|als?)\b"
    r"|\b(?:writ(?:e|ten)|charged?)[- ]?offs?\b|\bdisposals?\b|\bretirements?\b|\bpayments?\b|減少|取崩|目的使用|戻入",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"\bbalances?\b|\boutstanding\b|\b(?:non-?|un)vested\b|\bbeginning\b|\bopening\b|\bend(?:ing)?\b|\bclosing\b"
    r"|^(?:at|as of) |期首|期末|残高",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\bper\b.{0,30}\b(?:share|ads|unit|barrel|ounce|tonne?|day|employee)\b|\beps\b|\bratios?\b|\btimes\b|\byield\b"
    r"|1株当たり|一株当たり|１株当たり|\bterm \("
    r"|\b(?:useful|contractual|remaining|economic|expected|average) li(?:fe|ves)\b|\blife \("
    r"|\bvolatility\b|倍率|比率|回転"
    r"|\b(?:average|exercise|selling|sale|share|stock|unit|(?<!quoted )market)[- ]prices?\b"
    r"|^prices?\b(?! (?:risk|protection|adjustments?))"
    r"|\b(?:in |\()(?:days|months|years)\b"
    r"|\bweighted[- ]average\b.{0,40}\b(?:price|rate|value|life|term|period|maturity)\b",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}(?:share|ads)\b|\beps\b|[1１一]株当たり", re.IGNORECASE)
_SHARES = re.compile(r"\bshares\b(?!.*\bper\b)|\bshares outstanding\b|株式数", re.IGNORECASE)
_RATE = re.compile(r"\brates?\b|\baverage\b|率|平均", re.IGNORECASE)
_AVERAGE = re.compile(r"\baverages?\b|平均", re.IGNORECASE)
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
    r"\bchanges?\b|\bvar(?:iance|\.)|\bincrease\b|\bdecrease\b|\bdifference\b|\bgrowth\b|\binc\b|\bchg\b|[∆Δ]"
    r"|\bveränderung(?:en)?\b|\babweichung(?:en)?\b|\bvariations?\b"
    r"|\b[qy][/-]?o[/-]?[qy]\b|\bq/q\b|\by/y\b|\bbetter\b.{0,3}\bworse\b|\bfav\b|増減|前年比|前期比|伸び率",
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
    also = _AND_PER_SHARE.match(label)
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
