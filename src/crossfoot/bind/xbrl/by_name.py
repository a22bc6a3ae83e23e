"""Sums of everybody's statements by the names that their standards give the lines, for reports without linkbases.

US GAAP, IFRS and Japanese GAAP name them in their taxonomies. The last ends the names of a sum's parts alike: `NOI` is
of non-operating income.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from crossfoot.bind.xbrl.borne_out import Sum, borne_out
from crossfoot.bind.xbrl.scenarios import local_name
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.spans import Duration, Instant, day_before
from crossfoot.vocabulary.units import UnitKind

RULE = "what every statement adds up to"
"""The origin of sums by the names of their lines."""

# One sum an entry, lines set in go on; a part in brackets may not be reported.
_SUMS = """
Assets = LiabilitiesAndStockholdersEquity
Assets = EquityAndLiabilities
Assets = AssetsCurrent + AssetsNoncurrent
Assets = CurrentAssets + NoncurrentAssets
LiabilitiesAndStockholdersEquity = Liabilities + StockholdersEquity
LiabilitiesAndStockholdersEquity = Liabilities + [TemporaryEquityCarryingAmountAttributableToParent]
  + StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest
EquityAndLiabilities = Equity + Liabilities
Liabilities = LiabilitiesCurrent + LiabilitiesNoncurrent
Liabilities = CurrentLiabilities + NoncurrentLiabilities
Assets = LiabilitiesAndNetAssets
LiabilitiesAndNetAssets = Liabilities + NetAssets
NoncurrentAssets = PropertyPlantAndEquipment + IntangibleAssets + InvestmentsAndOtherAssets
NetAssets = ShareholdersEquity + [ValuationAndTranslationAdjustments] + [SubscriptionRightsToShares]
  + [NonControllingInterests]
ShareholdersEquity = CapitalStock + [CapitalSurplus] + RetainedEarnings + [TreasuryStock]
Equity = EquityAttributableToOwnersOfParent + NoncontrollingInterests
StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest = StockholdersEquity + MinorityInterest
GrossProfit = Revenues - CostOfRevenue
GrossProfit = RevenueFromContractWithCustomerExcludingAssessedTax - CostOfRevenue
GrossProfit = RevenueFromContractWithCustomerExcludingAssessedTax - CostOfGoodsAndServicesSold
GrossProfit = SalesRevenueNet - CostOfGoodsSold
GrossProfit = Revenue - CostOfSales
GrossProfit = NetSales - CostOfSales
OperatingIncome = GrossProfit - SellingGeneralAndAdministrativeExpenses
OrdinaryIncome = OperatingIncome + NonOperatingIncome - NonOperatingExpenses
IncomeBeforeIncomeTaxes = OrdinaryIncome + [ExtraordinaryIncome] - [ExtraordinaryLoss]
IncomeTaxes = IncomeTaxesCurrent + IncomeTaxesDeferred
ProfitLoss = IncomeBeforeIncomeTaxes - IncomeTaxes
ProfitLoss = ProfitLossAttributableToOwnersOfParent + ProfitLossAttributableToNonControllingInterests
ComprehensiveIncome = ComprehensiveIncomeAttributableToOwnersOfTheParent
  + ComprehensiveIncomeAttributableToNonControllingInterests
NetIncreaseDecreaseInCashAndCashEquivalents = NetCashProvidedByUsedInOperatingActivities
  + NetCashProvidedByUsedInInvestmentActivities + NetCashProvidedByUsedInFinancingActivities
  + [EffectOfExchangeRateChangeOnCashAndCashEquivalents]
OperatingIncomeLoss = GrossProfit - OperatingExpenses
OperatingIncomeLoss = Revenues - CostsAndExpenses
ProfitLoss = NetIncomeLoss + NetIncomeLossAttributableToNoncontrollingInterest
ProfitLoss = ProfitLossAttributableToOwnersOfParent + ProfitLossAttributableToNoncontrollingInterests
ProfitLoss = ProfitLossBeforeTax - IncomeTaxExpenseContinuingOperations
ComprehensiveIncome = ProfitLoss + OtherComprehensiveIncome
IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges = CashFlowsFromUsedInOperatingActivities
  + CashFlowsFromUsedInInvestingActivities + CashFlowsFromUsedInFinancingActivities
IncreaseDecreaseInCashAndCashEquivalents = EffectOfExchangeRateChangesOnCashAndCashEquivalents
  + IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges
IncreaseDecreaseInCashAndCashEquivalents = CashFlowsFromUsedInOperatingActivities
  + CashFlowsFromUsedInInvestingActivities + CashFlowsFromUsedInFinancingActivities
  + [EffectOfExchangeRateChangesOnCashAndCashEquivalents]
CashAndCashEquivalentsPeriodIncreaseDecrease = NetCashProvidedByUsedInOperatingActivities
  + NetCashProvidedByUsedInInvestingActivities + NetCashProvidedByUsedInFinancingActivities
  + [EffectOfExchangeRateOnCashAndCashEquivalents]
CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect =
  NetCashProvidedByUsedInOperatingActivities + NetCashProvidedByUsedInInvestingActivities
  + NetCashProvidedByUsedInFinancingActivities
  + [EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents]
"""
# A balance and what moves it from one close to the next.
_MOVED = """
CashAndCashEquivalents = IncreaseDecreaseInCashAndCashEquivalents
CashAndCashEquivalents = NetIncreaseDecreaseInCashAndCashEquivalents
CashAndCashEquivalentsAtCarryingValue = CashAndCashEquivalentsPeriodIncreaseDecrease
CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents =
  CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect
"""
# Totals, and how the names of their parts end in the taxonomy of Japanese GAAP.
_ENDINGS = {
    "NonOperatingIncome": "NOI",
    "NonOperatingExpenses": "NOE",
    "ExtraordinaryIncome": "EI",
    "ExtraordinaryLoss": "EL",
    "SellingGeneralAndAdministrativeExpenses": "SGA",
    "OtherComprehensiveIncome": "OCI",
}
# What Japanese summaries of several years call the lines of statements, before the ending that all of them have.
_SUMMARY = "SummaryOfBusinessResults"
_IN_STATEMENTS = {
    "TotalAssets": "Assets",
    "OrdinaryIncomeLoss": "OrdinaryIncome",
    "OperatingIncomeLoss": "OperatingIncome",
    "NetCashProvidedByUsedInInvestingActivities": "NetCashProvidedByUsedInInvestmentActivities",
}
_ENOUGH = 3  # places where a sum by name ties before one where it does not is asked about
_TERM = re.compile(r"(?P<sign>[+-]?) ?(?P<optional>\[?)(?P<name>\w+)\]?")


def _entries(text: str) -> list[tuple[str, tuple[tuple[int, str, bool], ...]]]:
    """Each total with its parts: sign, name, and whether it may be missing."""
    found = []
    for line in re.sub(r"\n +", " ", text).strip().splitlines():
        total, _, parts = line.partition(" = ")
        terms = [(-1 if m["sign"] == "-" else 1, m["name"], bool(m["optional"])) for m in _TERM.finditer(parts)]
        found.append((total.strip(), tuple(terms)))
    return found


_OF_LINES, _OF_BALANCES = _entries(_SUMS), _entries(_MOVED)


def sums_by_name(figures: Sequence[Figure], naming: Naming) -> Iterator[Identity]:
    """The sums of well-known lines that the report's own figures bear out."""
    stated = {
        figure.fact: figure for figure in figures if figure.fact is not None and figure.unit.kind is UnitKind.MONEY
    }
    named: dict[str, list[str]] = {}
    for key in stated:
        names = named.setdefault(local_name(key.measure), [])
        if key.measure not in names:
            names.append(key.measure)
    for number, (total, parts) in enumerate(_OF_LINES, 1):
        measures = [next(iter(named.get(name, [])), "") for name in (total, *(name for _, name, _ in parts))]
        if measures[0] and all(m or optional for m, (_, _, optional) in zip(measures[1:], parts, strict=True)):
            signed = [(sign, m) for m, (sign, _, _) in zip(measures[1:], parts, strict=True) if m]
            yield from borne_out(list(_lines(measures[0], signed, stated, number)), stated, naming, _ENOUGH)
    for total, ending in _ENDINGS.items():
        if total in named:
            yield from borne_out(list(_ending(named[total][0], ending, stated)), stated, naming, _ENOUGH)
    for name in [each for each in named if each.endswith(_SUMMARY)]:
        line = name.removesuffix(_SUMMARY)
        for other in {line, _IN_STATEMENTS.get(line, line)} & named.keys():
            yield from borne_out(list(_summarized(named[name][0], named[other][0], stated)), stated, naming, _ENOUGH)
    for balance, ((_, movement, _),) in _OF_BALANCES:
        if balance in named and movement in named:
            yield from borne_out(list(_moves(named[balance][0], named[movement][0], stated)), stated, naming, _ENOUGH)


def _lines(total: str, parts: Sequence[tuple[int, str]], stated: Collection[FactKey], number: int) -> Iterator[Sum]:
    """The sum wherever its total and its parts are reported; a part that may be missing is left out where it is."""
    least = {name for _, name in parts[:2]}
    for key in stated:
        if key.measure == total:
            at = [(sign, FactKey(name, key.period, key.scenario, key.aspect, key.members)) for sign, name in parts]
            known = [(sign, part) for sign, part in at if part in stated]
            if least <= {part.measure for _, part in known} and (len(known) == len(at) or len(at) > _MANY):
                yield Sum(f"by name {number}", RULE, IdentityKind.FOOT, key, tuple(known))


_MANY = 3  # parts of which the last may be missing at one place and not at another


def _moves(balance: str, movement: str, stated: Collection[FactKey]) -> Iterator[Sum]:
    for key in stated:
        if key.measure == movement and isinstance(key.period, Duration):
            closing, opening = Instant(key.period.end), Instant(day_before(key.period.start))
            ends = [FactKey(balance, day, key.scenario, key.aspect, key.members) for day in (closing, opening)]
            if all(end in stated for end in ends):
                name = f"moved from {opening.day}"
                yield Sum(name, RULE, IdentityKind.ROLLFORWARD, ends[0], ((1, ends[1]), (1, key)))


def _ending(total: str, ending: str, stated: Collection[FactKey]) -> Iterator[Sum]:
    """The total wherever it is reported, as the sum of all that is reported there by a name with that ending."""
    parts: dict[tuple[object, ...], list[FactKey]] = {}
    for key in stated:
        if local_name(key.measure).endswith(ending):
            parts.setdefault((key.period, key.scenario, key.aspect, key.members), []).append(key)
    for key in stated:
        found = parts.get((key.period, key.scenario, key.aspect, key.members), [])
        if key.measure == total and len(found) > 1:
            signed = tuple((1, part) for part in sorted(found, key=lambda part: part.measure))
            yield Sum(f"by names ending in {ending}", RULE, IdentityKind.FOOT, key, signed)


def _summarized(told: str, line: str, stated: Collection[FactKey]) -> Iterator[Sum]:
    """The line of a summary as that of its statement, wherever both are reported."""
    for key in stated:
        other = FactKey(line, key.period, key.scenario, key.aspect, key.members)
        if key.measure == told and other in stated:
            yield Sum("as in its statement", RULE, IdentityKind.AGREE, key, ((1, other),))
