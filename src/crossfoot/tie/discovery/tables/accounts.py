"""The sums that everybody's statements have, known by the names of their accounts in English and Japanese."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

_RESULTS = r"\(?(?:income|profit|earnings|loss(?:es)?)\)?(?:[ /]\(?(?:income|profit|earnings|loss(?:es)?)\)?)*"
_MOVED = r"(?:flows?|provided|used|generated|required|by|in|for|from|or|and|[()/, ])+\b"
_ACCOUNTS = {
    "revenue": r"(?:total )?(?:net )?(?:sales|revenues?)|turnover|売上高|営業収益|売上収益",
    "cost": r"(?:total )?costs? of (?:net )?(?:sales|revenues?|goods sold|products sold)|売上原価|営業原価",
    "gross": r"(?:total )?gross (?:profit|margin)(?: \(loss\))?|売上総利益|営業総利益",
    "expenses": r"(?:total )?operating (?:expenses|costs)|selling, general and administrative(?: expenses?)?"
    r"|販売費及び一般管理費",
    "other revenue": r"other operating (?:income|revenues?)|その他の(?:営業)?収益",
    "other costs": r"other operating (?:expenses?|costs?)|その他の(?:営業)?費用",
    "operating": r"(?:income|profit|earnings|loss)(?: \(loss\))? from operations"
    r"|operating (?:income|profit|loss)(?: \(loss\))?|営業利益",
    "other": r"(?:total )?(?:other|non-?operating) (?:income|expenses?)(?: \((?:expenses?|income|loss)\))?,? ?(?:net)?",
    "other income": r"営業外収益(?:合計)?",
    "other expenses": r"営業外費用(?:合計)?",
    "ordinary": r"経常利益",
    "gains": r"特別利益(?:合計)?",
    "losses": r"特別損失(?:合計)?",
    "pretax": rf"{_RESULTS}(?: from continuing operations)?,? before (?:provision for )?(?:income )?tax(?:es|ation)?"
    r"|税引前(?:当期)?(?:純)?利益|税金等調整前当期純利益",
    "tax": r"(?:(?:provision|benefit) for )?(?:income )?tax(?:es|ation)?(?: expense| benefit| provision)*"
    r"|法人税等(?:合計)?",
    "continuing": rf"(?:(?:net )?{_RESULTS}(?: from)? )?continuing operations(?:,? net of .*)?"
    r"|継続事業(?:からの|に係る)(?:当期)?(?:純)?利益",
    "discontinued": rf"(?:(?:net )?{_RESULTS}(?: from)? )?discontinued operations(?:,? net of .*)?"
    r"|非継続事業(?:からの|に係る)(?:当期)?(?:純)?(?:利益|損失)",
    "associates": rf"equity (?:in )?(?:(?:net|{_RESULTS}|results?),? ?)+(?:of|in|from) .*"
    rf"|share of (?:(?:net|{_RESULTS}|profits|results?),? ?(?:and )?)+of (?:associates?|joint ventures?|equity).*"
    r"|持分法による投資(?:損益|利益|損失)",
    "preferred dividends": r"dividends? (?:on|to) (?:redeemable )?prefer(?:red|ence) (?:stock|shares?).*"
    r"|(?:redeemable )?prefer(?:red|ence) (?:stock|shares?) dividends?.*",
    "common": rf"(?:net )?{_RESULTS} (?:available|applicable|attributable) (?:for|to) .*\bcommon\b.*",
    "net": r"net (?:income|profit|earnings|loss)(?: \(loss\))?|(?:profit|loss) (?:after tax|for the (?:year|period))"
    r"|当期純利益|当期利益",
    "parent": r"親会社(?:株主|の所有者)に帰属する当期(?:純)?利益"
    rf"|net {_RESULTS} attributable to (?!(?:the )?(?:non-?controlling|minority)).*",
    "minority": rf"(?:net )?{_RESULTS} attributable to (?:the )?"
    r"(?:non-?controlling|minority) interests?.*"
    r"|(?:non-?controlling|minority) interests?(?:,? (?:in|net of) .*)?"
    r"|非支配(?:株主|持分)に帰属する当期(?:純)?利益|net income attributable to non-?controlling interests?",
    "current assets": r"(?:total )?current assets|流動資産(?:合計)?",
    "fixed assets": r"(?:total )?non-?current assets|固定資産(?:合計)?|非流動資産(?:合計)?",
    "assets": r"total assets(?: and other debits)?|資産合計|総資産|summe (?:der )?aktiva|total (?:de l'|des )?actifs?",
    "current liabilities": r"(?:total )?current liabilities|流動負債(?:合計)?",
    "fixed liabilities": r"(?:total )?(?:non-?current|long-term) liabilities|固定負債(?:合計)?|非流動負債(?:合計)?",
    "liabilities": r"total liabilities|負債合計",
    "equity": r"total (?:(?:share|stock)holders.? )?equity|net assets|純資産(?:合計)?|資本合計",
    "operating cash": rf"(?:total )?(?:net )?cash (?:.*\boperating activities|{_MOVED}operations)"
    r"|営業活動によるキャッシュ・?フロー",
    "investing cash": rf"(?:total )?(?:net )?cash (?:.*\binvesting activities|{_MOVED}investing)"
    r"|投資活動によるキャッシュ・?フロー",
    "financing cash": rf"(?:total )?(?:net )?cash (?:.*\bfinancing activities|{_MOVED}financing)"
    r"|財務活動によるキャッシュ・?フロー",
    "exchange effect": r"(?:net )?(?:effects? of |impact of )?(?:foreign )?(?:currency |exchange ).*\bcash\b.*"
    r"|(?:net )?(?:effects?|impact) of .*\b(?:exchange|currenc(?:y|ies))\b.*|現金及び現金同等物に係る換算差額",
    "cash change": r"(?:total )?(?:net )?\(?(?:increase|decrease|change)\b.*\bin (?:total )?cash\b.*"
    r"|現金及び現金同等物の増減額",
    "opening cash": r"(?:total )?cash\b.*\b(?:beginning|start|opening)\b.*|現金及び現金同等物の期首残高",
    "closing cash": r"(?:total )?cash\b.*\b(?:end|close|closing)\b.*"
    r"|現金及び現金同等物の(?:四半期末|中間期末|期末)?残高",
    "statutory rate": r".*\bstatutory\b.*\brate\b.*|法定実効税率",
    "effective rate": r"(?:total )?effective (?:income )?tax rate.*|税効果会計適用後の法人税等の負担率",
    "loss ratio": r"(?:net |total )?(?:claims|loss(?:es)?)(?:(?: and |/)(?:lae|loss (?:adjustment )?expenses?))? ratio"
    r"|損害率",
    "expense ratio": r"(?:net |total |underwriting |operating |acquisition )*expense ratio|事業費率",
    "combined ratio": r"(?:net |total )?combined(?: operating)? ratio|コンバインド・?レシオ|合算率",
    "risk-weighted assets": r"(?:total )?risk[- ]?weighted (?:assets|exposures?(?: amounts?)?)(?: \(rwas?\))?"
    r"|(?:total )?rwas?",
    "funding": r"total liabilities(?:, .{3,60})? (?:and|&) (?:.{3,60} )?"
    r"(?:(?:share|stock)holders?.? |owners?.? |members?.? )?(?:equity|deficit|capital)(?: \(deficit\))?"
    r"|total equity and liabilities|summe (?:der )?passiva|total (?:du |des )?passifs?"
    r"|負債(?:及び)?純資産合計|負債及び資本合計",
}
# The lines that make up a sum, the total last.
_SUMS = (
    ("revenue", "cost", "gross"),
    ("gross", "expenses", "operating"),
    ("gross", "expenses", "other revenue", "other costs", "operating"),
    ("operating", "other", "pretax"),
    ("operating", "other income", "other expenses", "ordinary"),
    ("ordinary", "gains", "losses", "pretax"),
    ("pretax", "tax", "net"),
    ("pretax", "tax", "associates", "net"),
    ("pretax", "tax", "continuing"),
    ("pretax", "tax", "associates", "continuing"),
    ("continuing", "discontinued", "net"),
    ("continuing", "discontinued", "parent"),
    ("net", "preferred dividends", "common"),
    ("parent", "preferred dividends", "common"),
    ("parent", "minority", "net"),
    ("current assets", "fixed assets", "assets"),
    ("current liabilities", "fixed liabilities", "liabilities"),
    ("liabilities", "equity", "assets"),
    ("liabilities", "equity", "funding"),
    ("operating cash", "investing cash", "financing cash", "cash change"),
    ("operating cash", "investing cash", "financing cash", "exchange effect", "cash change"),
    ("loss ratio", "expense ratio", "combined ratio"),
    ("opening cash", "cash change", "closing cash"),
    ("opening cash", "cash change", "exchange effect", "closing cash"),
)
RECONCILED = "statutory rate", "effective rate"
"""The accounts that a reconciliation of tax rates begins and ends with."""

_KNOWN = {frozenset(accounts): accounts[-1] for accounts in _SUMS}
_SPLIT = {"parent", "minority"}
_OUTGOING = {"cost", "expenses", "other costs", "other expenses", "losses", "tax", "minority", "preferred dividends"}
_MEASURES = {
    "cost_of_revenue": "cost",
    "gross_profit": "gross",
    "operating_expenses": "expenses",
    "operating_income": "operating",
    "non_operating_income": "other income",
    "non_operating_expense": "other expenses",
    "ordinary_income": "ordinary",
    "extraordinary_income": "gains",
    "extraordinary_loss": "losses",
    "pretax_income": "pretax",
    "income_tax": "tax",
    "profit": "net",
    "profit_to_owners": "parent",
    "profit_to_noncontrolling": "minority",
    "non_current_assets": "fixed assets",
    "total_assets": "assets",
    "non_current_liabilities": "fixed liabilities",
    "total_liabilities": "liabilities",
    "total_equity": "equity",
    "liabilities_and_equity": "funding",
    "operating_cash_flow": "operating cash",
    "investing_cash_flow": "investing cash",
    "financing_cash_flow": "financing cash",
    "exchange_effect_on_cash": "exchange effect",
    "change_in_cash": "cash change",
    "current_assets": "current assets",
    "current_liabilities": "current liabilities",
    "revenue": "revenue",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _ACCOUNTS.items()}
_ASIDE = re.compile(r" *\([^()]*\)$|（[^（）]*）$")
_MARKS = re.compile(r"^(?:less|add|plus|minus)\b:? *|[ 　]*\([0-9a-z]{1,2}\)$|[ :：*]+$", re.IGNORECASE)


Signed = tuple[tuple[int, int], ...]
"""Lines that are added, each with its sign."""


def is_statement_sum(accounts: Sequence[str]) -> bool:
    """Whether lines of these accounts add, one way or another, in everybody's statements: profit is sales less cost."""
    return frozenset(accounts) in _KNOWN and len(set(accounts)) == len(accounts)


def is_outgoing(account: str) -> bool:
    """Whether an account takes from what it stands under, however it is printed: not what may be either."""
    return account in _OUTGOING and account != "minority"


def is_as_everybody(terms: Sequence[tuple[str, int]], style: int) -> bool:
    """Whether the accounts of a statement sum, each with its sign, are added and taken off as everybody does.

    `terms` add to nothing, in the order of reading. Outgoings are taken off where a table prints them above zero
    (`style` is positive), added where it prints them below (negative); nil leaves both open. What minorities get is
    either, but where it stands after what the owners get a result is split up between them, and both are added: so they
    were in all 35 tables on the developing half.
    """
    total = _KNOWN[frozenset(account for account, _ in terms)]
    turn = -next(sign for account, sign in terms if account == total)
    others = [(account, sign * turn) for account, sign in terms if account != total]
    if any(sign < 0 for account, sign in others if account not in _OUTGOING and account != "other"):
        return False
    accounts = [account for account, _ in terms]
    is_split = set(accounts) >= _SPLIT and accounts.index("parent") < accounts.index("minority")
    if is_split and ("minority", -1) in others:
        return False
    return not any(sign * style > 0 for account, sign in others if is_outgoing(account))


def statement_sums(accounts: Mapping[int, str], total: int) -> Iterator[Signed]:
    """The sums that everybody's statements have for the line `total`, of all lines by account, wherever these stand.

    Of several lines of one account the nearest before the total counts, else the nearest after it. What goes out is
    printed with a minus by some and without by others.
    """
    for *parts, result in _SUMS:
        if accounts.get(total) != result:
            continue
        lines = [_nearest(accounts, part, total) for part in parts]
        named = [line for line in lines if line is not None]
        if len(named) == len(parts):
            for signs in product(*((1, -1) if part in _OUTGOING else (1,) for part in parts)):
                yield tuple(sorted(zip(named, signs, strict=True)))


def _nearest(accounts: Mapping[int, str], account: str, total: int) -> int | None:
    places = [line for line, named in accounts.items() if named == account]
    return max(places, key=lambda line: (line < total, -abs(line - total)), default=None)


def account_of_measure(measure: str) -> str:
    """The account that a measure of a statement is, empty where it is none."""
    return _MEASURES.get(measure, "")


@cache
def account(label: str) -> str:
    """The account that a label names in full, what is said after it in brackets left aside; empty where it is none."""
    plain = _MARKS.sub("", label.strip().replace("’", "'"))
    for words in dict.fromkeys((plain, _ASIDE.sub("", plain))):
        for name, pattern in _PATTERNS.items():
            if pattern.fullmatch(words):
                return name
    return ""
