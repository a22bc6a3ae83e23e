"""The sums that everybody's statements have, known by the names of their accounts in English and Japanese."""

import re
from functools import cache

_ACCOUNTS = {
    "revenue": r"(?:total )?(?:net )?(?:sales|revenues?)|turnover|売上高|営業収益|売上収益",
    "cost": r"(?:total )?costs? of (?:net )?(?:sales|revenues?|goods sold|products sold)|売上原価|営業原価",
    "gross": r"(?:total )?gross (?:profit|margin)(?: \(loss\))?|売上総利益|営業総利益",
    "expenses": r"(?:total )?operating (?:expenses|costs)|selling, general and administrative(?: expenses?)?"
    r"|販売費及び一般管理費",
    "operating": r"(?:income|profit|earnings|loss)(?: \(loss\))? from operations"
    r"|operating (?:income|profit|loss)(?: \(loss\))?|営業利益",
    "other": r"(?:total )?other (?:income|expenses?)(?: \((?:expenses?|income|loss)\))?,? ?(?:net)?",
    "other income": r"営業外収益(?:合計)?",
    "other expenses": r"営業外費用(?:合計)?",
    "ordinary": r"経常利益",
    "gains": r"特別利益(?:合計)?",
    "losses": r"特別損失(?:合計)?",
    "pretax": r"(?:income|profit|earnings|loss)(?: \(loss\)|/\(loss\))? before (?:income )?tax(?:es|ation)?"
    r"|税引前(?:当期)?(?:純)?利益|税金等調整前当期純利益",
    "tax": r"(?:(?:provision|benefit) for )?(?:income )?tax(?:es|ation)?(?: expense| benefit| provision)*"
    r"|法人税等(?:合計)?",
    "net": r"net (?:income|profit|earnings|loss)(?: \(loss\))?|(?:profit|loss) (?:after tax|for the (?:year|period))"
    r"|当期純利益|当期利益",
    "parent": r"親会社(?:株主|の所有者)に帰属する当期(?:純)?利益"
    r"|net income attributable to .*(?:shareholders|owners|parent).*",
    "minority": r"非支配(?:株主|持分)に帰属する当期(?:純)?利益|net income attributable to non-?controlling interests?",
    "current assets": r"(?:total )?current assets|流動資産(?:合計)?",
    "fixed assets": r"(?:total )?non-?current assets|固定資産(?:合計)?|非流動資産(?:合計)?",
    "assets": r"total assets|資産合計|総資産",
    "current liabilities": r"(?:total )?current liabilities|流動負債(?:合計)?",
    "fixed liabilities": r"(?:total )?(?:non-?current|long-term) liabilities|固定負債(?:合計)?|非流動負債(?:合計)?",
    "liabilities": r"total liabilities|負債合計",
    "equity": r"total (?:(?:share|stock)holders.? )?equity|net assets|純資産(?:合計)?|資本合計",
    "funding": r"total liabilities and (?:(?:share|stock)holders.? )?equity"
    r"|負債(?:及び)?純資産合計|負債及び資本合計",
}
_SUMS = (
    ("revenue", "cost", "gross"),
    ("gross", "expenses", "operating"),
    ("operating", "other", "pretax"),
    ("operating", "other income", "other expenses", "ordinary"),
    ("ordinary", "gains", "losses", "pretax"),
    ("pretax", "tax", "net"),
    ("parent", "minority", "net"),
    ("current assets", "fixed assets", "assets"),
    ("current liabilities", "fixed liabilities", "liabilities"),
    ("liabilities", "equity", "assets"),
    ("liabilities", "equity", "funding"),
)
_KNOWN = {frozenset(accounts) for accounts in _SUMS}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _ACCOUNTS.items()}
_MARKS = re.compile(r"^(?:less|add|plus|minus)\b:? *|[ 　]*\([0-9a-z]{1,2}\)$|[ :：*]+$", re.IGNORECASE)


def is_statement_sum(labels: frozenset[str]) -> bool:
    """Whether lines of these labels add, one way or another, in everybody's statements: profit is sales less cost."""
    accounts = {account(label) for label in labels}
    return len(accounts) == len(labels) and accounts in _KNOWN


@cache
def account(label: str) -> str:
    """The account that a label names in full, empty where it names none."""
    plain = _MARKS.sub("", label.strip().replace("’", "'"))
    for name, pattern in _PATTERNS.items():
        if pattern.fullmatch(plain):
            return name
    return ""
