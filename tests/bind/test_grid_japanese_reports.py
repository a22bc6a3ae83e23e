"""Forms of Japanese reports: years by era, units in a column of their own, a year's own words, closes on the 20th."""

import pytest
from tests.bind.tables import amounts, facts, table, tables

from crossfoot.bind.grids.binding import bind_grids


def test_the_five_year_summary_of_an_annual_report() -> None:
    book = table(
        """
回次||第107期|第108期
決算年月||令和７年３月|令和８年３月
売上高|(百万円)|316,934|323,609
純資産額|(百万円)|225,225|229,563
１株当たり純資産額|(円)|699.94|702.29
自己資本比率|(％)|44.7|44.4
株価収益率|(倍)|27.25|26.44
発行済株式総数|(千株)|322,485|322,490
従業員数|(人)|3,501|3,716
"""
    )
    assert amounts(book)["323,609"] == "323,609,000,000 JPY"
    assert amounts(book)["702.29"] == "702.29 JPY/share"
    assert amounts(book)["44.4"] == "44.4 percent"
    assert amounts(book)["26.44"] == "26.44 pure"
    assert amounts(book)["322,490"] == "322,490,000 shares"
    assert amounts(book)["3,716"] == "3,716 employees"
    assert facts(book)["323,609"] == "revenue FY2026"
    assert facts(book)["229,563"].endswith(" 2026-03-31")
    assert facts(book)["3,501"].endswith(" 2025-03-31")


def test_years_of_two_digits_are_of_the_era_that_the_document_names() -> None:
    book = table("|営業収益\n|百万円\n25年12月期|4,691\n24年12月期|4,727", "平成25年12月期の連結業績")
    assert facts(book) == {"4,691": "revenue FY2013", "4,727": "revenue FY2012"}


def test_years_of_two_digits_are_of_this_century_where_no_era_is_named() -> None:
    book = table("|売上高\n|百万円\n25年12月期|4,691", "2025年12月期の連結業績")
    assert facts(book) == {"4,691": "revenue FY2025"}


def test_a_fiscal_year_that_closes_on_the_twentieth() -> None:
    caption = "1.平成25年12月期の連結業績（平成24年12月21日～平成25年12月20日）"
    rows = "|営業収益|総資産\n|百万円|百万円\n25年12月期|4,691|8,294\n24年12月期|4,727|7,869"
    assert facts(table(rows, caption)) == {
        "4,691": "revenue 2012-12-21/2013-12-20",
        "8,294": "total_assets 2013-12-20",
        "4,727": "revenue 2011-12-21/2012-12-20",
        "7,869": "total_assets 2012-12-20",
    }


def test_the_years_of_the_report_itself() -> None:
    heads = "|前連結会計年度 (自 2024年4月1日 至 2025年3月31日)|当連結会計年度 (自 2025年4月1日 至 2026年3月31日)"
    dated = f"{heads}\n売上高|900|950"
    bare = "区分|前事業年度|当事業年度\n監査報酬|39|40"
    ends = "|前期末|当期末\n借入金|120|110"
    book = tables((dated, "", ()), (bare, "", ()), (ends, "", ()))
    said = facts(book)
    assert (said["39"], said["40"]) == ("t2: 監査報酬 FY2025", "t2: 監査報酬 FY2026")
    assert (said["120"], said["110"]) == ("t3: 借入金 2025-03-31", "t3: 借入金 2026-03-31")


def test_the_profit_of_the_year_is_no_year() -> None:
    assert facts(table("|2024年3月期\n当期純利益|120"))["120"] == "profit FY2024"


def test_a_unit_in_the_first_row_holds_for_those_below() -> None:
    book = table("|2024年3月31日|2025年3月31日\n商品|9,642百万円|7,531百万円\n仕掛品|3,857|2,909\n計|13,499|10,440")
    assert amounts(book)["3,857"] == "3,857,000,000 JPY"
    assert amounts(book)["10,440"] == "10,440,000,000 JPY"


@pytest.mark.parametrize(
    ("heading", "amount"),
    [
        ("株式数（株）", "1,204 shares"),
        ("所有株式数（千株）", "1,204,000 shares"),
        ("従業員数（人）", "1,204 employees"),
        ("会社数（社）", "1,204 companies"),
        ("店舗数（店）", "1,204 stores"),
        ("議決権の数（個）", "1,204 units"),
        ("帳簿価額（百万円）", "1,204,000,000 JPY"),
    ],
)
def test_what_a_column_counts(heading: str, amount: str) -> None:
    assert amounts(table(f"区分|{heading}\n普通|1,204", "2024年3月31日現在"))["1,204"] == amount


def test_notes_before_numbers_are_no_part_of_them() -> None:
    book = table("（単位：百万円）|2024年3月期|2025年3月期\n売上高|※１ 316,934|※１、※３ 323,609")
    assert list(amounts(book).values()) == ["316,934,000,000 JPY", "323,609,000,000 JPY"]


def test_the_summary_of_a_half_year_report() -> None:
    book = table(
        """
回次|第107期中|第108期中|第106期|第107期
決算年月|令和６年９月|令和７年９月|令和６年３月|令和７年３月
売上高（百万円）|250,896|316,934|473,191|587,574
総資産額（百万円）|460,415|496,837|484,423|500,452
営業活動によるキャッシュ・フロー（百万 円）|23,688|24,092|24,584|57,874
"""
    )
    assert [facts(book)[text] for text in ("316,934", "587,574")] == ["revenue 2026H1", "revenue FY2025"]
    assert facts(book)["496,837"] == "total_assets 2025-09-30"
    assert facts(book)["24,092"] == "operating_cash_flow 2026H1"
    assert amounts(book)["24,092"] == "24,092,000,000 JPY"


@pytest.mark.parametrize(
    "heading",
    [
        "当中間連結会計期間 (自 2025年4月1日 至 2025年9月30日)",
        "当第２四半期連結累計期間 (自 2025年4月1日 至 2025年9月30日)",
        "2026年3月期第2四半期連結累計期間",
        "2026年3月期 中間期",
    ],
)
def test_a_half_year_names_no_part_of_the_company(heading: str) -> None:
    assert facts(table(f"|{heading}\n売上高|316,934", "2026年3月期"))["316,934"] == "revenue 2026H1"


def test_a_revised_forecast_beside_the_one_it_supersedes() -> None:
    rows = """
|売上高
|百万円
前回発表予想(A)|29,000
今回修正予想(B)|30,500
増減額(B-A)|1,500
増減率(%)|5.2
（ご参考）前期実績 （平成25年3月期）|26,865
"""
    book = table(rows, "平成26年3月期通期連結業績予想数値の修正（平成25年4月1日～平成26年3月31日）")
    assert facts(book) == {
        "29,000": "t1: 売上高 (superseded) FY2014 forecast",
        "30,500": "revenue FY2014 forecast",
        "1,500": "t1: 売上高 (増減額(B-A)) FY2014 forecast",
        "5.2": "t1: 売上高 (増減率(%)) FY2014 forecast",
        "26,865": "revenue FY2013",
    }


def test_growth_in_brackets_behind_its_amount() -> None:
    book = table(
        "（注）包括利益||25年3月期|521百万円|（△11.9％）|24年3月期|591百万円|（34.6％）", "平成25年3月期の連結業績"
    )
    assert facts(book)["（△11.9％）"] == "comprehensive_income.growth FY2013"
    assert facts(book)["（34.6％）"] == "comprehensive_income.growth FY2012"


def test_a_quarter_below_a_cumulative_title() -> None:
    book = table(
        "|売上高\n|百万円\n29年3月期第3四半期|27,226", "平成29年3月期第3四半期の業績", ("(1)連結経営成績(累計)",)
    )
    assert facts(book)["27,226"] == "revenue 2017M9"


def test_the_code_of_a_company_is_no_amount() -> None:
    assert facts(table("コード番号|2408\n売上高|4,691", "2024年3月期（百万円）")) == {"4,691": "revenue FY2024"}


def test_lines_that_take_turns_in_a_column() -> None:
    rows = """
銘柄|（当事業年度）|（前事業年度）
|株式数（株）|株式数（株）
|貸借対照表計上額（百万円）|貸借対照表計上額（百万円）
金融太郎㈱|384,700|384,600
|4,180|2,456
金融二郎㈱|1,231,200|1,231,100
|2,214|2,001
"""
    dated = ("|当事業年度 (2026年3月31日)\n資本金|44,500", "（単位：百万円）", ())
    book = tables((rows, "特定投資株式", ()), dated)
    assert (amounts(book)["384,700"], amounts(book)["4,180"]) == ("384,700 shares", "4,180,000,000 JPY")
    assert facts(book)["1,231,100"] == "t1: 金融二郎㈱ (株式数 株) 2025-03-31"


def test_lines_that_take_turns_with_their_name_in_the_middle() -> None:
    rows = """
銘柄|（当事業年度）|（前事業年度）
|株式数（株）|株式数（株）
|貸借対照表計上額|貸借対照表計上額
|（百万円）|（百万円）
|384,700|384,600
金融太郎㈱
|4,180|2,456
|1,231,200|1,231,100
金融二郎㈱
|2,214|2,001
"""
    dated = ("|当事業年度 (2026年3月31日)\n資本金|44,500", "（単位：百万円）", ())
    book = tables((rows, "特定投資株式", ()), dated)
    assert (amounts(book)["1,231,200"], amounts(book)["2,214"]) == ("1,231,200 shares", "2,214,000,000 JPY")
    assert facts(book)["1,231,100"] == "t1: 金融二郎㈱ (株式数 株) 2025-03-31"
    assert facts(book)["2,001"].endswith("(貸借対照表計上額) 2025-03-31")


def test_the_effect_of_a_new_policy_stands_where_the_opening_balance_does() -> None:
    caption = "前連結会計年度（自 2024年4月1日 至 2025年3月31日）"
    rows = """
|利益剰余金|純資産合計
当期首残高|160,838|252,610
会計方針の変更による累積的影響額|△7,584|△7,584
会計方針の変更を反映した当期首残高|153,254|245,026
剰余金の配当|△531|△531
"""
    said = facts(table(rows, caption))
    assert said["△7,584"].endswith(" 2024-03-31")
    assert said["△531"].endswith(" FY2025")


YEARS = "|前事業年度|当事業年度 (自 2025年4月1日 至 2026年3月31日)\n売上高|900|950"


def test_what_is_held_stands_at_the_close_of_the_year_over_its_columns() -> None:
    held = """
区分|当事業年度|当事業年度|前事業年度|前事業年度
|銘柄数（銘柄）|貸借対照表計上額の合計額（百万円）|銘柄数（銘柄）|貸借対照表計上額の合計額（百万円）
非上場株式|2|500|3|510
"""
    said = facts(tables((YEARS, "", ()), (held, "", ())))
    assert said["500"].endswith(" 2026-03-31")
    assert said["3"].endswith(" 2025-03-31")


PAY = "役員区分|報酬等の総額（百万円）|対象となる役員の員数（人）\n取締役|487|7\n監査役|35|4"


def test_a_table_without_any_date_is_of_the_year_that_a_japanese_report_is_on() -> None:
    said = facts(
        tables((YEARS, "", ()), (PAY, "役員区分ごとの報酬等の総額", ("報酬の方針は、2024年6月に改定しました。",)))
    )
    assert said["487"] == "t2: 取締役 (報酬等の総額) FY2026"


def test_a_table_of_what_is_planned_keeps_an_unknown_period() -> None:
    said = facts(tables((YEARS, "", ()), (PAY, "支払予定の報酬", ())))
    assert said["487"].endswith(" t2 報酬等の総額（百万円）")


def test_ratios_beside_cash_flows_stand_at_the_close_of_the_half_year() -> None:
    rows = """
||令和７年度中間連結会計期間|令和７年度
||（自 令和７年４月１日 至 令和７年９月30日）|（自 令和７年４月１日 至 令和８年３月31日）
連結経常利益|百万円|10,646|22,356
１株当たり純資産額|円|85.48|86.71
自己資本比率|％|46.32|44.70
営業活動によるキャッシュ・フロー|百万円|1,204|5,310
"""
    said = facts(table(rows))
    assert said["85.48"] == "book_value_per_share 2025-09-30"
    assert said["44.70"] == "equity_ratio 2026-03-31"
    assert said["22,356"] == "ordinary_income FY2025"  # as the report calls it


@pytest.mark.parametrize("says", ["決算期は3月です。", "3月決算", "事業年度は毎年4月1日から翌年3月31日までです。"])
def test_the_month_that_years_end_in_is_told_in_a_sentence(says: str) -> None:
    book = tables(("|2025年度上期|2025年度\n売上高|900|1,950", "", ()), says=says)
    assert facts(book)["900"].endswith(" 2025H1")
    assert bind_grids(book).entity.calendar.year_end_month == 3


EQUITY = "|利益剰余金|純資産合計\n当期首残高|20,523|89,536\n剰余金の配当|△3,098|△3,098"


def test_a_statement_that_is_broken_in_two_says_its_period_once() -> None:
    caption = "前中間会計期間（自 2025年4月1日 至 2025年9月30日）"
    rest = "|評価・換算差額等\n当期首残高|△25,778\n当期変動額|519"
    said = facts(tables((EQUITY, caption, ("（単位：百万円）", caption)), (rest, "", ("（単位：百万円）",))))
    assert said["519"].endswith(" 2025-04-01/2025-09-30")
    assert said["△25,778"].endswith(" 2025-03-31")


def test_a_title_within_a_table_dates_it_and_what_goes_on_from_it() -> None:
    caption = "前中間会計期間（自 2024年4月1日 至 2024年9月30日）"
    titled = f"当中間会計期間（自|2025年4月1日 至 2025年9月30日）\n{EQUITY}"
    rest = "|評価・換算差額等\n当期変動額|519"
    before = ("|資本金\n当期首残高|44,500", caption, (caption,))
    said = facts(tables(before, (titled, "", ("（単位：百万円）",)), (rest, "", ())))
    assert said["20,523"].endswith(" 2025-03-31")
    assert said["519"].endswith(" 2025-04-01/2025-09-30")


def test_a_day_of_filing_dates_no_table() -> None:
    said = facts(table("|売上高\n当社|900", "", ("有価証券報告書提出予定日 2014年6月24日",)))
    assert said["900"].endswith(" t1 売上高")


def test_short_headings_keep_their_words_beside_their_units() -> None:
    heads = "|売上高（百万円）|総資産（百万円）|純利益（百万円）"
    bound = bind_grids(table(f"{heads}\n2024年3月期|52,418|61,204|2,713\n2023年3月期|49,066|58,930|2,391"))
    labels = {bound.measures[figure.fact.measure].label for figure in bound.figures if figure.fact}
    assert labels == {"売上高（百万円）", "総資産（百万円）", "純利益（百万円）"}
