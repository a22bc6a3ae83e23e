"""The lines of made statements: what each is called in two languages, and which others it is made of."""

from collections.abc import Mapping, Sequence

Terms = Sequence[tuple[int, str]]

# What each line may be called, in English and in Japanese.
NAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "revenue": (
        ("Revenue", "Net sales", "Total revenue", "Total net revenues", "Turnover"),
        ("売上高", "営業収益", "売上収益"),
    ),
    "cost": (("Cost of sales", "Cost of revenue", "Cost of goods sold"), ("売上原価",)),
    "gross": (("Gross profit", "Gross margin"), ("売上総利益",)),
    "selling": (("Selling and marketing expenses", "Distribution costs", "Selling expenses"), ("販売費",)),
    "administration": (("General and administrative expenses", "Administrative expenses"), ("一般管理費",)),
    "research": (("Research and development", "Research and development costs"), ("研究開発費",)),
    "other_cost": (("Other operating expenses", "Restructuring charges"), ("その他の費用",)),
    "expenses": (("Total operating expenses", "Operating expenses"), ("販売費及び一般管理費合計", "営業費用合計")),
    "operating": (("Operating income", "Operating profit", "Income from operations"), ("営業利益",)),
    "interest_income": (("Interest income", "Finance income"), ("受取利息及び配当金", "金融収益")),
    "interest_cost": (("Interest expense", "Finance costs"), ("支払利息", "金融費用")),
    "associates": (("Share of result of associates", "Equity in earnings of affiliates"), ("持分法による投資損益",)),
    "pretax": (
        ("Income before income taxes", "Profit before tax", "Earnings before taxes"),
        ("税金等調整前当期純利益", "税引前利益"),
    ),
    "tax": (("Provision for income taxes", "Income tax expense", "Taxation"), ("法人税等合計", "法人所得税費用")),
    "net": (("Net income", "Profit for the period", "Net earnings"), ("当期純利益", "当期利益")),
    "minority": (
        ("Net income attributable to noncontrolling interests", "Non-controlling interests"),
        ("非支配株主に帰属する当期純利益",),
    ),
    "owners": (
        ("Net income attributable to shareholders", "Owners of the parent"),
        ("親会社株主に帰属する当期純利益", "親会社の所有者に帰属する当期利益"),
    ),
    "eps": (
        ("Diluted earnings per share", "Basic earnings per share", "Earnings per share"),
        ("1株当たり当期純利益", "基本的1株当たり当期利益"),
    ),
    "cash": (("Cash and cash equivalents",), ("現金及び預金", "現金及び現金同等物")),
    "receivables": (
        ("Accounts receivable, net", "Trade and other receivables", "Trade receivables"),
        ("受取手形及び売掛金", "営業債権"),
    ),
    "inventories": (("Inventories",), ("棚卸資産", "商品及び製品")),
    "other_current": (
        ("Prepaid expenses and other current assets", "Other current assets"),
        ("その他の流動資産", "その他"),
    ),
    "current_assets": (("Total current assets",), ("流動資産合計",)),
    "property": (("Property, plant and equipment, net", "Property, plant and equipment"), ("有形固定資産",)),
    "goodwill": (("Goodwill",), ("のれん",)),
    "intangibles": (("Other intangible assets", "Intangible assets, net"), ("無形固定資産", "その他の無形資産")),
    "investments": (("Investments", "Investments in associates and joint ventures"), ("投資有価証券",)),
    "deferred_tax": (("Deferred tax assets", "Deferred income taxes"), ("繰延税金資産",)),
    "fixed_assets": (("Total non-current assets", "Total noncurrent assets"), ("固定資産合計", "非流動資産合計")),
    "assets": (("Total assets",), ("資産合計",)),
    "payables": (("Accounts payable", "Trade and other payables"), ("支払手形及び買掛金", "営業債務")),
    "short_debt": (("Short-term borrowings", "Current portion of long-term debt"), ("短期借入金",)),
    "accrued": (("Accrued liabilities", "Accrued expenses"), ("未払費用", "未払金")),
    "other_liabilities": (("Other current liabilities",), ("その他の流動負債",)),
    "current_liabilities": (("Total current liabilities",), ("流動負債合計",)),
    "long_debt": (("Long-term debt", "Borrowings"), ("長期借入金", "社債及び借入金")),
    "pensions": (("Retirement benefit obligations", "Pension liabilities"), ("退職給付に係る負債",)),
    "provisions": (("Provisions", "Other long-term liabilities"), ("引当金", "その他の固定負債")),
    "long_liabilities": (
        ("Total non-current liabilities", "Total noncurrent liabilities"),
        ("固定負債合計", "非流動負債合計"),
    ),
    "liabilities": (("Total liabilities",), ("負債合計",)),
    "capital": (("Share capital", "Common stock"), ("資本金",)),
    "premium": (("Share premium", "Additional paid-in capital"), ("資本剰余金",)),
    "retained": (("Retained earnings",), ("利益剰余金",)),
    "treasury": (("Treasury shares", "Treasury stock, at cost"), ("自己株式",)),
    "reserves": (
        ("Other reserves", "Accumulated other comprehensive income"),
        ("その他の包括利益累計額", "その他の資本の構成要素"),
    ),
    "owners_equity": (
        ("Equity attributable to owners of the parent", "Total shareholders' equity"),
        ("株主資本合計", "親会社の所有者に帰属する持分合計"),
    ),
    "minorities": (("Non-controlling interests", "Noncontrolling interests"), ("非支配株主持分",)),
    "equity": (("Total equity",), ("純資産合計", "資本合計")),
    "equity_and_liabilities": (
        ("Total liabilities and equity", "Total equity and liabilities"),
        ("負債純資産合計", "負債及び資本合計"),
    ),
    "depreciation": (("Depreciation and amortization", "Depreciation and amortisation"), ("減価償却費",)),
    "receivables_moved": (
        ("Change in receivables", "(Increase) decrease in trade receivables"),
        ("売上債権の増減額(△は増加)",),
    ),
    "inventories_moved": (
        ("Change in inventories", "(Increase) decrease in inventories"),
        ("棚卸資産の増減額(△は増加)",),
    ),
    "payables_moved": (("Change in payables", "Increase (decrease) in trade payables"), ("仕入債務の増減額(△は減少)",)),
    "tax_paid": (("Income taxes paid",), ("法人税等の支払額",)),
    "operations": (
        ("Net cash provided by operating activities", "Net cash from operating activities"),
        ("営業活動によるキャッシュ・フロー",),
    ),
    "capex": (("Purchase of property, plant and equipment", "Capital expenditures"), ("有形固定資産の取得による支出",)),
    "acquired": (
        ("Acquisition of subsidiaries, net of cash acquired", "Acquisitions, net of cash acquired"),
        ("子会社株式の取得による支出",),
    ),
    "disposed": (("Proceeds from sale of assets", "Proceeds from disposals"), ("有形固定資産の売却による収入",)),
    "investing": (("Net cash used in investing activities",), ("投資活動によるキャッシュ・フロー",)),
    "borrowed": (("Proceeds from borrowings", "Proceeds from issuance of debt"), ("長期借入れによる収入",)),
    "repaid": (("Repayment of borrowings", "Repayments of debt"), ("長期借入金の返済による支出",)),
    "dividends": (("Dividends paid",), ("配当金の支払額",)),
    "buyback": (("Repurchase of shares", "Purchase of treasury shares"), ("自己株式の取得による支出",)),
    "financing": (
        ("Net cash used in financing activities", "Net cash from (used in) financing activities"),
        ("財務活動によるキャッシュ・フロー",),
    ),
    "exchange": (
        ("Effect of exchange rate changes on cash", "Exchange differences on cash"),
        ("現金及び現金同等物に係る換算差額",),
    ),
    "cash_moved": (
        ("Net increase (decrease) in cash and cash equivalents", "Net change in cash"),
        ("現金及び現金同等物の増減額(△は減少)",),
    ),
    "cash_opening": (("Cash and cash equivalents at beginning of period",), ("現金及び現金同等物の期首残高",)),
    "cash_closing": (("Cash and cash equivalents at end of period",), ("現金及び現金同等物の期末残高",)),
    "corporate": (("Corporate and eliminations", "Unallocated corporate costs"), ("調整額",)),
    "eliminated": (("Eliminations", "Intersegment eliminations"), ("消去", "調整額")),
    "external": (("External customers", "Sales to external customers"), ("外部顧客への売上高",)),
    "between": (("Intersegment", "Intersegment sales"), ("セグメント間の内部売上高又は振替高",)),
    "gross_revenue": (("Total segments", "Segment total"), ("計", "報告セグメント計")),
    "employees": (("Employees at period end", "Headcount", "Number of employees"), ("従業員数", "期末従業員数")),
    "customers": (("Customers", "Active customers", "Subscribers"), ("顧客数", "契約数")),
}

PARTS_OF_BALANCES = {
    "receivables": 0.16, "inventories": 0.12, "other_current": 0.03, "property": 0.35, "goodwill": 0.2,
    "intangibles": 0.1, "investments": 0.06, "deferred_tax": 0.02, "payables": 0.11, "short_debt": 0.06,
    "accrued": 0.05, "other_liabilities": 0.02, "long_debt": 0.2, "pensions": 0.05, "provisions": 0.02,
    "premium": 0.1, "reserves": 0.01, "minorities": 0.02,
}  # fmt: skip

PROFIT: Sequence[tuple[str, Terms]] = (
    ("gross", ((1, "revenue"), (-1, "cost"))),
    ("expenses", ((1, "selling"), (1, "administration"), (1, "research"), (1, "other_cost"))),
    ("operating", ((1, "gross"), (-1, "expenses"))),
    ("pretax", ((1, "operating"), (1, "interest_income"), (-1, "interest_cost"), (1, "associates"))),
    ("net", ((1, "pretax"), (-1, "tax"))),
    ("owners", ((1, "net"), (-1, "minority"))),
)
BALANCES: Sequence[tuple[str, Terms]] = (
    ("current_assets", ((1, "cash"), (1, "receivables"), (1, "inventories"), (1, "other_current"))),
    ("fixed_assets", tuple((1, p) for p in ("property", "goodwill", "intangibles", "investments", "deferred_tax"))),
    ("assets", ((1, "current_assets"), (1, "fixed_assets"))),
    ("current_liabilities", tuple((1, p) for p in ("payables", "short_debt", "accrued", "other_liabilities"))),
    ("long_liabilities", ((1, "long_debt"), (1, "pensions"), (1, "provisions"))),
    ("liabilities", ((1, "current_liabilities"), (1, "long_liabilities"))),
    ("owners_equity", tuple((1, p) for p in ("capital", "premium", "retained", "treasury", "reserves"))),
    ("equity", ((1, "owners_equity"), (1, "minorities"))),
    ("equity_and_liabilities", ((1, "liabilities"), (1, "equity"))),
)
_OPERATING = ("net", "depreciation", "receivables_moved", "inventories_moved", "payables_moved", "tax_paid")
CASH_FLOWS: Sequence[tuple[str, Terms]] = (
    ("operations", tuple((1, p) for p in _OPERATING)),
    ("investing", ((1, "capex"), (1, "acquired"), (1, "disposed"))),
    ("financing", ((1, "borrowed"), (1, "repaid"), (1, "dividends"), (1, "buyback"))),
    ("cash_moved", ((1, "operations"), (1, "investing"), (1, "financing"), (1, "exchange"))),
    ("cash_closing", ((1, "cash_opening"), (1, "cash_moved"))),
)  # fmt: skip


def FORMULAS(segments: int) -> dict[str, Terms]:  # noqa: N802 - a table of sums that depends on how many segments there are
    """What each sum of flows is made of, parts before wholes."""
    every = range(segments)
    return {
        "revenue": [(1, f"segment{n}") for n in every],
        **dict(PROFIT),
        **{name: terms for name, terms in CASH_FLOWS if name != "cash_closing"},
        **{f"gross_segment{n}": ((1, f"segment{n}"), (1, f"between{n}")) for n in every},
        "between": [(1, f"between{n}") for n in every],
        "gross_revenue": [(1, f"gross_segment{n}") for n in every],
        "results": [(1, f"result{n}") for n in every],
        "corporate": ((1, "operating"), (-1, "results")),
        "eliminated": ((-1, "between"),),
    }


def statement_terms(segments: int) -> dict[str, Terms]:
    """Every sum that a statement may print, of flows and of balances."""
    return {**FORMULAS(segments), **dict(BALANCES), **dict(CASH_FLOWS)}
