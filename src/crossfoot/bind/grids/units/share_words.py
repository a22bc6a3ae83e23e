"""Labels of rows that count shares, told from those of the stock itself and of what was paid for shares."""

import re

# "Treasury shares" and "Ordinary shares" alone are amounts of a balance sheet.
_SHARES = re.compile(
    r"\b(?:number of|weighted[ -]average|average|dilut(?:ed|ive)|basic|outstanding|issued)\b.*\b(?:shares|adss?)\b"
    r"|\bshares (?:used|outstanding|issued)\b|^shares\b|株式数|株数"
)
_SHARES_USED = re.compile(
    r"^(?:weighted[- ]average|average|number of|shares)\b.*\bshares\b.*\b(?:used|comput|calculat)|^shares used"
)
_NOT_SHARES = re.compile(
    r"\bcost\b|purchase|issuance|issue of|proceeds|price|value|dividend|compensation|authori[sz]ed|conversion"
    r"|\bshares issued (?:for|as|upon|under|in|on|to|pursuant)\b"
)
# "Common stock (10,676,518,000 shares outstanding)", "Preferred stock; 30,000 shares issued": the stock, told with its
# number of shares. "Shares withheld for taxes", "Shares reissued under plans": what was done with them, as a rule for
# money.
_STOCK_WITH_SHARES = re.compile(
    r"^(?:[a-z]+ ){0,3}(?:stock|shares|capital)\b.*[(,;—–-].*[0-9][0-9,.]*(?: (?:million|thousand|billion))? "
    r"(?:and [0-9][0-9,.]*(?: (?:million|thousand|billion))? )?(?:\w+ ){0,2}shares\b"
)
_DONE_WITH_SHARES = re.compile(
    r"^shares (?:withheld|reissued|repurchased|tendered|surrendered|retired|redeemed|sold|purchased|acquired|"
    r"cancell?ed) (?:for|to|in|under|upon|on|from|by|as)\b"
)
_PER_SHARE_BEHIND = re.compile(r"\bper (?:\w+ ){0,3}share\W*$")


def counts_shares(label: str) -> bool:
    """Whether a label in small letters names a number of shares."""
    if not _SHARES.search(label) or _NOT_SHARES.search(label):
        return False
    if _STOCK_WITH_SHARES.search(label) or _DONE_WITH_SHARES.search(label):
        return False
    return _SHARES_USED.search(label) is not None or _PER_SHARE_BEHIND.search(label) is None
