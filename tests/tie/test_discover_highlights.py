"""Ratios of financial highlights: by name, over amounts of other tables, averages of closes and shares outstanding."""

import pytest
from tests.bind.tables import tables

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.discovery.ratios.highlight_names import amount_called, ratio_called
from crossfoot.tie.joint import decide
from crossfoot.tie.rounding.regimes import inferred, with_intervals

_UNIT = ("（百万円未満切捨て）",)
_RESULTS = """
 | 売上高（百万円） | 営業利益（百万円） | 親会社株主に帰属する当期純利益（百万円）
2024年3月期 | 52,418 | 4,127 | 2,713
2023年3月期 | 49,066 | 3,598 | 2,391
"""
_RATIOS = """
 | １株当たり当期純利益（円） | 自己資本当期純利益率（％） | 売上高営業利益率（％）
2024年3月期 | {eps} | {roe} | 7.9
2023年3月期 | 114.74 | 9.0 | 7.3
"""
_POSITION = """
 | 総資産（百万円） | 自己資本（百万円） | 自己資本比率（％） | １株当たり純資産（円）
2024年3月期 | 61,204 | 29,377 | 48.0 | {bps}
2023年3月期 | 58,930 | 27,210 | 46.2 | 1,305.77
"""
_SHARES = """
① 期末発行済株式数（自己株式を含む） | 2024年3月期 | 21,400,000株 | 2023年3月期 | 21,400,000株
② 期末自己株式数 | 2024年3月期 | 561,020株 | 2023年3月期 | 561,480株
③ 期中平均株式数 | 2024年3月期 | 20,838,702株 | 2023年3月期 | 20,838,410株
"""


def _book(eps: str = "130.23", roe: str = "9.6", bps: str = "1,409.73") -> Book:
    texts = (_RESULTS, _RATIOS.format(eps=eps, roe=roe), _POSITION.format(bps=bps), _SHARES)
    return discover(bind_grids(tables(*((text, "", _UNIT) for text in texts))))


def _said(book: Book, ratio: str) -> list[str]:
    """The relations of a printed ratio, as texts."""
    printed = {figure.fact for figure in book.figures if figure.text == ratio}
    return [identity.text for identity in book.identities if identity.ratio in printed]


def _blamed(book: Book) -> list[set[str]]:
    decided = decide(with_intervals(inferred(book)))
    texts = {figure.id: figure.text for figure in book.figures}
    return [{texts[figure] for figure in finding.figures} for finding in decided.findings]


def test_earnings_a_share_are_profit_over_average_shares_of_another_table() -> None:
    (said,) = _said(_book(), "130.23")
    assert said == "eps_basic FY2024 = profit_to_owners FY2024 / shares_basic FY2024"


def test_net_assets_a_share_are_over_shares_less_the_companys_own() -> None:
    (said,) = _said(_book(), "1,409.73")
    assert said.startswith("book_value_per_share Mar. 31, 2024 = shareholders_equity Mar. 31, 2024 / (t4: ①")
    assert "期末発行済株式数（自己株式を含む） Mar. 31, 2024 - t4: ② 期末自己株式数 Mar. 31, 2024)" in said


def test_return_on_equity_is_over_the_average_of_two_closes() -> None:
    (said,) = _said(_book(), "9.6")
    assert said.count("1/2") == 2
    assert not _said(_book(), "9.0")  # the close before the first is not printed


def test_the_highlights_tie_and_a_slip_in_one_is_found() -> None:
    assert _blamed(_book()) == []
    for slip in ({"eps": "103.23"}, {"bps": "1,490.73"}):
        (wrong,) = slip.values()
        assert any(wrong in finding for finding in _blamed(_book(**slip)))


def test_a_return_by_another_definition_is_left_alone() -> None:
    book = _book(roe="8.4")
    assert not _said(book, "8.4")
    assert _blamed(book) == []


@pytest.mark.parametrize(
    ("label", "ratio"),
    [
        ("総資産経常利益率", "return on assets"),
        ("配当性向 （連結）", "pay-out"),
        ("純資産配当率（連結）", "dividends on equity"),
        ("１株当たり 当期純利益", "earnings per share"),
        ("Return on average shareholders' equity", "return on equity"),
        ("Adjusted return on equity", ""),
        ("潜在株式調整後１株当たり当期純利益", ""),
        ("営業利益", ""),
    ],
)
def test_ratios_are_known_by_their_whole_names(label: str, ratio: str) -> None:
    assert ratio_called(label) == ratio


def test_amounts_are_known_by_their_whole_names() -> None:
    assert amount_called("③ 期中平均株式数") == "average shares"
    assert amount_called("Profit attributable to owners of the parent") == "profit to owners"
    assert amount_called("Profit attributable to non-controlling interests") == ""
    assert amount_called("Total assets") == "assets"
    assert amount_called("Average total assets") == ""
