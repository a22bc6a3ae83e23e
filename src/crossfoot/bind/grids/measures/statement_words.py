"""The names that filings print for the lines of their statements, in English and Japanese, with their concepts."""

# One entry each: name | concept | names in print. `%` marks lines whose share of revenue is printed.
INCOME = """
revenue | us-gaap:Revenues | revenue; revenues; net revenue; net revenues; total revenue; total revenues;
  total net revenue; total net revenues; sales; net sales; total sales; total net sales; turnover; sales revenue;
  operating revenue; operating revenues; total operating revenue; total operating revenues;
  revenues net of interest expense; total revenues net of interest expense; sales and other operating revenues;
  net sales and operating revenues; 売上高; 営業収益; 売上収益; 売上高合計; 営業収益合計; 収益; 売上収益合計; 純売上高;
  経常収益; 経常収益合計
cost_of_revenue % | us-gaap:CostOfRevenue | cost of revenue; cost of revenues; total cost of revenue;
  total cost of revenues; cost of sales; total cost of sales; costs of sales; cost of goods sold; costs of revenues;
  total costs of revenues; cost of products sold; 売上原価; 営業原価; 売上原価合計
gross_profit % | us-gaap:GrossProfit | gross profit; gross margin; total gross profit; total gross margin; 売上総利益;
  営業総利益; 売上総利益合計
sg_and_a % | us-gaap:SellingGeneralAndAdministrativeExpense | selling general and administrative; sg and a; sga;
  selling general and administrative expenses; selling general and administrative expense; 販売費及び一般管理費;
  販売費及び一般管理費合計; 販管費; marketing general and administrative
r_and_d % | us-gaap:ResearchAndDevelopmentExpense | research and development; research and development expenses;
  research and development expense; r and d; 研究開発費
selling_expense | us-gaap:SellingAndMarketingExpense | selling and marketing; sales and marketing; selling expenses;
  selling and marketing expenses; sales and marketing expenses; sales and marketing expense; marketing and selling;
  販売費
administrative_expense | us-gaap:GeneralAndAdministrativeExpense | general and administrative;
  administrative expenses; general and administrative expenses; general and administrative expense; 一般管理費
depreciation_and_amortization | us-gaap:DepreciationDepletionAndAmortization | depreciation and amortization;
  depreciation and amortisation; depreciation amortization and impairment; depreciation depletion and amortization
depreciation | us-gaap:Depreciation | depreciation; depreciation expense; 減価償却費
amortization_of_intangibles | us-gaap:AmortizationOfIntangibleAssets | amortization of intangible assets;
  amortisation of intangible assets; amortization of intangibles;
  amortization of acquisition-related intangibles; amortization of acquired intangible assets; のれん償却額
restructuring_charges | us-gaap:RestructuringCharges | restructuring charges; restructuring expense; restructuring;
  事業再編費用
impairment_loss | us-gaap:AssetImpairmentCharges | impairment losses; impairment loss; asset impairment charges;
  減損損失
operating_expenses % | us-gaap:OperatingExpenses | operating expenses; total operating expenses; operating costs;
  total operating costs and expenses; operating costs and expenses; 営業費用; 営業費用合計
costs_and_expenses % | us-gaap:CostsAndExpenses | total costs and expenses; costs and expenses; total expenses;
  total costs and operating expenses; 経常費用;
  経常費用合計
operating_income % | us-gaap:OperatingIncomeLoss | operating income; operating profit; income from operations;
  operating loss; profit from operations; total operating income; operating earnings; earnings from operations;
  operating result; loss from operations; 営業利益; 営業損失; 営業損益; 営業利益又は営業損失
interest_income | us-gaap:InvestmentIncomeInterest | interest income; finance income; 受取利息
interest_expense | us-gaap:InterestExpense | interest expense; interest expenses; finance costs; finance cost;
  支払利息
net_interest_income | us-gaap:InterestIncomeExpenseNet | net interest income; net interest income nii; 資金利益
dividend_income | us-gaap:DividendIncomeOperating | dividend income; 受取配当金
non_operating_income | us-gaap:NonoperatingIncomeExpense | total other income expense net; total other income net;
  total other expense net; total other income and expense net; 営業外収益; 営業外収益合計
non_operating_expense | us-gaap:OtherNonoperatingExpense | 営業外費用; 営業外費用合計
equity_method_income | us-gaap:IncomeLossFromEquityMethodInvestments | equity in earnings of affiliates;
  share of profit of investments accounted for using the equity method;
  equity in net income of equity method investees; equity income in investee; equity in income of investees;
  equity in earnings of equity method investments; equity income; share of profit of equity accounted investees;
  share of results of associates and joint ventures; share of profit of associates and joint ventures;
  持分法による投資利益; 持分法による投資損益; 持分法投資損益
foreign_exchange_gain | us-gaap:ForeignCurrencyTransactionGainLossBeforeTax | foreign exchange gain; 為替差益
foreign_exchange_loss | - | foreign exchange loss; 為替差損
ordinary_income % | - | ordinary income; ordinary profit; recurring profit; 経常利益; 経常損失; 経常損益;
  経常利益又は経常損失
extraordinary_income | - | extraordinary income; 特別利益; 特別利益合計
extraordinary_loss | - | extraordinary losses; extraordinary loss; 特別損失; 特別損失合計
pretax_income % | us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes | income before income taxes;
  pretax income; income before taxes; earnings before income taxes; profit before tax;
  income before income tax expense; pre-tax income; income before provision for income taxes;
  profit before income taxes; earnings before taxes; profit before taxation;
  income from continuing operations before income taxes; 税引前当期純利益; 税引前利益; 税金等調整前当期純利益;
  税金等調整前四半期純利益; 税引前当期利益; 税引前四半期利益; 税金等調整前中間純利益
income_tax | us-gaap:IncomeTaxExpenseBenefit | income tax expense; income taxes; provision for income taxes; taxation;
  income tax provision; income tax; income taxes expense; provision for taxes on income; tax expense; taxes on income;
  income tax expense benefit; total income taxes; 法人税等; 法人税等合計; 法人所得税費用; 法人所得税
current_income_tax | us-gaap:CurrentIncomeTaxExpenseBenefit | 法人税住民税及び事業税
deferred_income_tax | us-gaap:DeferredIncomeTaxExpenseBenefit | 法人税等調整額
income_from_continuing_operations | us-gaap:IncomeLossFromContinuingOperations | income from continuing operations;
  net income from continuing operations; profit from continuing operations; 継続事業からの当期利益
income_from_discontinued_operations | us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTax |
  income from discontinued operations; income from discontinued operations net of taxes;
  income from discontinued operations net of tax; discontinued operations; 非継続事業からの当期利益
profit % | us-gaap:ProfitLoss | net income; net earnings; net profit; profit; net loss; consolidated net income;
  profit for the year; net income before noncontrolling interests; net income including noncontrolling interests;
  profit for the period; profit after tax; 当期純利益; 当期純損失; 当期利益; 四半期純利益; 四半期利益; 中間純利益;
  当期純損益
profit_to_noncontrolling | us-gaap:NetIncomeLossAttributableToNoncontrollingInterest |
  net income attributable to noncontrolling interests; net income attributable to noncontrolling interest;
  profit attributable to non-controlling interests; 非支配株主に帰属する当期純利益; 非支配持分に帰属する当期利益;
  非支配株主に帰属する四半期純利益; 少数株主利益
profit_to_owners % | us-gaap:NetIncomeLoss | profit attributable to owners of parent;
  profit attributable to owners of the parent; net income attributable to owners of the parent;
  net income attributable to common shareholders; net income attributable to common stockholders;
  net income available to common stockholders; profit attributable to shareholders;
  net income attributable to shareholders; net income available to common shareholders;
  親会社株主に帰属する当期純利益; 親会社株主に帰属する四半期純利益; 親会社の所有者に帰属する当期利益;
  親会社株主に帰属する当期純損失; 親会社の所有者に帰属する四半期利益; 親会社株主に帰属する中間純利益
comprehensive_income | us-gaap:ComprehensiveIncomeNetOfTax | comprehensive income; total comprehensive income;
  comprehensive loss; total comprehensive income for the year; 包括利益; 当期包括利益; 四半期包括利益;
  当期包括利益合計
other_comprehensive_income | us-gaap:OtherComprehensiveIncomeLossNetOfTax | other comprehensive income;
  total other comprehensive income; other comprehensive income net of tax; その他の包括利益; その他の包括利益合計
ebitda % | - | ebitda
adjusted_ebitda % | - | adjusted ebitda; 調整後ebitda
ebit % | - | ebit
capital_expenditure | us-gaap:PaymentsToAcquireProductiveAssets | capital expenditures; capital expenditure; capex;
  設備投資額; 設備投資; total capital expenditures
"""

PER_SHARE = """
eps_basic | us-gaap:EarningsPerShareBasic | basic earnings per share; earnings per share basic;
  net income per share basic; basic net income per share; basic eps; basic earnings per common share;
  earnings per share; eps; basic net income per common share; basic and diluted earnings per share;
  basic and diluted net income per share; earnings per share basic and diluted; net income per share basic and diluted;
  net income per share; 1株当たり当期純利益; 1株当たり当期純利益金額; 1株当たり四半期純利益金額; 1株当たり中間純利益;
  1株当たり中間純利益金額; 1株当たり利益; 基本的1株当たり当期利益;
  1株当たり四半期純利益; 基本的1株当たり四半期利益
eps_diluted | us-gaap:EarningsPerShareDiluted | diluted earnings per share; earnings per share diluted; diluted eps;
  net income per share diluted; diluted net income per share; diluted earnings per common share;
  diluted net income per common share; 潜在株式調整後1株当たり当期純利益;
  潜在株式調整後1株当たり当期純利益金額; 潜在株式調整後1株当たり四半期純利益; 潜在株式調整後1株当たり四半期純利益金額;
  潜在株式調整後1株当たり中間純利益; 潜在株式調整後1株当たり中間純利益金額; 希薄化後1株当たり当期利益
dividends_per_share | us-gaap:CommonStockDividendsPerShareDeclared | dividends per share;
  cash dividends declared per common share; dividends declared per common share; dividends declared per share;
  cash dividends per common share; cash dividend per common share; dividend per share;
  cash dividends declared per share; 1株当たり配当額; 1株当たり配当金; 1株当たり年間配当金
"""

BOOK_VALUE = """
book_value_per_share | - | book value per share; book value per common share; net assets per share; 1株当たり純資産;
  1株当たり純資産額
"""

BALANCE_RATIOS = """
equity_ratio | - | equity ratio; capital adequacy ratio; shareholders equity ratio; 自己資本比率; 株主資本比率;
  親会社所有者帰属持分比率
"""

SHARES = """
shares_basic | us-gaap:WeightedAverageNumberOfSharesOutstandingBasic | weighted average shares outstanding basic;
  basic weighted average shares outstanding; weighted average common shares outstanding basic;
  weighted average basic shares outstanding; average common shares outstanding; basic weighted average shares;
  basic shares outstanding; basic shares;
  weighted average number of shares basic; 期中平均株式数; weighted average common shares outstanding
shares_diluted | us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding |
  weighted average shares outstanding diluted; diluted weighted average shares outstanding;
  weighted average common shares outstanding diluted; weighted average diluted shares outstanding;
  weighted average number of shares diluted; diluted shares; diluted weighted average shares;
  diluted shares outstanding
"""

BALANCE = """
cash | us-gaap:CashAndCashEquivalentsAtCarryingValue | cash and cash equivalents; cash and equivalents; cash;
  cash and due from banks; total cash and cash equivalents; 現金及び現金同等物; 現金及び預金; 現金預金
short_term_investments | us-gaap:ShortTermInvestments | short-term investments; short term investments;
  marketable securities; 有価証券
receivables | us-gaap:AccountsReceivableNetCurrent | accounts receivable; accounts receivable net; trade receivables;
  receivables; trade and other receivables; accounts and notes receivable; receivables net; trade accounts receivable;
  売掛金; 受取手形及び売掛金; 営業債権; 営業債権及びその他の債権; 受取手形売掛金及び契約資産
inventories | us-gaap:InventoryNet | inventories; inventory; inventories net; total inventories; 棚卸資産; たな卸資産;
  商品及び製品
prepaid_expenses | us-gaap:PrepaidExpenseCurrent | prepaid expenses; 前払費用
current_assets | us-gaap:AssetsCurrent | total current assets; current assets; 流動資産; 流動資産合計
property_plant_equipment | us-gaap:PropertyPlantAndEquipmentNet | property plant and equipment;
  property plant and equipment net; property and equipment net; property and equipment;
  net property plant and equipment; total property plant and equipment net; 有形固定資産; 有形固定資産合計
goodwill | us-gaap:Goodwill | goodwill; のれん
intangible_assets | us-gaap:IntangibleAssetsNetExcludingGoodwill | intangible assets; intangible assets net;
  total intangible assets; other intangible assets net; other intangible assets; acquired intangible assets net;
  acquisition-related intangibles net; acquisition-related intangibles; purchased intangible assets net; 無形固定資産;
  無形固定資産合計;
  無形資産
right_of_use_assets | us-gaap:OperatingLeaseRightOfUseAsset | right-of-use assets;
  operating lease right-of-use assets; operating lease right-of-use asset; right-of-use asset; 使用権資産
deferred_tax_assets | us-gaap:DeferredIncomeTaxAssetsNet | deferred tax assets; deferred income tax assets;
  繰延税金資産
investments_and_other_assets | - | 投資その他の資産; 投資その他の資産合計
investment_securities | - | 投資有価証券
non_current_assets | us-gaap:AssetsNoncurrent | total non-current assets; non-current assets; total noncurrent assets;
  固定資産; 固定資産合計; 非流動資産; 非流動資産合計
total_assets | us-gaap:Assets | total assets; 資産合計; 総資産; 総資産額; 資産の部合計
payables | us-gaap:AccountsPayableCurrent | accounts payable; trade payables; trade and other payables;
  accounts payable trade; 買掛金; 支払手形及び買掛金; 営業債務; 営業債務及びその他の債務
accrued_liabilities | us-gaap:AccruedLiabilitiesCurrent | accrued liabilities; accrued expenses;
  accrued liabilities and other; accrued expenses and other current liabilities;
  未払費用
short_term_debt | us-gaap:ShortTermBorrowings | short-term borrowings; short-term debt; short term debt;
  short term borrowings; 短期借入金
current_portion_of_long_term_debt | us-gaap:LongTermDebtCurrent | current portion of long-term debt;
  current portion of long term debt; current maturities of long-term debt; current maturities of long term debt;
  1年内返済予定の長期借入金
deferred_revenue_current | us-gaap:ContractWithCustomerLiabilityCurrent | deferred revenue; contract liabilities;
  unearned revenue; 契約負債; 前受金
current_liabilities | us-gaap:LiabilitiesCurrent | total current liabilities; current liabilities; 流動負債;
  流動負債合計
long_term_debt | us-gaap:LongTermDebtNoncurrent | long-term debt; long term debt; long-term debt net;
  long-term borrowings; long-term debt net of current portion; 長期借入金
bonds_payable | - | bonds payable; 社債
deferred_tax_liabilities | us-gaap:DeferredIncomeTaxLiabilitiesNet | deferred tax liabilities;
  deferred income tax liabilities; 繰延税金負債
retirement_benefit_liability | us-gaap:PensionAndOtherPostretirementDefinedBenefitPlansLiabilitiesNoncurrent |
  retirement benefit liability; 退職給付に係る負債; 退職給付引当金
non_current_liabilities | us-gaap:LiabilitiesNoncurrent | total non-current liabilities; non-current liabilities;
  固定負債; total noncurrent liabilities; total long-term liabilities; 固定負債合計; 非流動負債; 非流動負債合計
total_liabilities | us-gaap:Liabilities | total liabilities; 負債合計; 負債の部合計
common_stock | us-gaap:CommonStockValue | common stock; share capital; issued capital; capital stock; 資本金
additional_paid_in_capital | us-gaap:AdditionalPaidInCapital | additional paid-in capital; additional paid in capital;
  share premium; capital in excess of par value; capital surplus; 資本剰余金; 資本剰余金合計
retained_earnings | us-gaap:RetainedEarningsAccumulatedDeficit | retained earnings; accumulated deficit;
  accumulated losses; 利益剰余金; 利益剰余金合計; earnings retained in business; earnings reinvested in the business
treasury_stock | us-gaap:TreasuryStockValue | treasury stock; treasury shares; treasury stock at cost; 自己株式
accumulated_oci | us-gaap:AccumulatedOtherComprehensiveIncomeLossNetOfTax | accumulated other comprehensive income;
  accumulated other comprehensive loss; accumulated other comprehensive income net of tax; その他の包括利益累計額;
  その他の包括利益累計額合計; その他の資本の構成要素
shareholders_equity | us-gaap:StockholdersEquity | total shareholders equity; shareholders equity;
  total equity attributable to owners; equity attributable to owners of the parent;
  equity attributable to owners of parent; common shareholders equity; 親会社の所有者に帰属する持分;
  親会社の所有者に帰属する持分合計; 自己資本
shareholders_capital | jppfs_cor:ShareholdersEquity | 株主資本; 株主資本合計
noncontrolling_interests | us-gaap:MinorityInterest | noncontrolling interests; non-controlling interests;
  noncontrolling interest; non-controlling interest; minority interests; 非支配株主持分; 非支配持分; 少数株主持分
total_equity | us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest | total equity;
  net assets; total net assets; equity; 純資産合計; 純資産; 純資産額; 資本合計;
  純資産の部合計
liabilities_and_equity | us-gaap:LiabilitiesAndStockholdersEquity | total liabilities and shareholders equity;
  total liabilities and equity; total equity and liabilities; total liabilities and net assets;
  liabilities and shareholders equity; 負債純資産合計; 負債及び純資産合計; 負債及び資本合計; 負債純資産の部合計;
  資本及び負債合計
working_capital | - | working capital; 運転資本
total_debt | us-gaap:DebtAndCapitalLeaseObligations | total debt; total borrowings; 有利子負債
net_debt | - | net debt; 純有利子負債
deposits | us-gaap:Deposits | total deposits; 預金
loans | us-gaap:LoansAndLeasesReceivableNetReportedAmount | total loans net; 貸出金
"""

CASH_FLOWS = """
operating_cash_flow | us-gaap:NetCashProvidedByUsedInOperatingActivities |
  net cash provided by operating activities; net cash flows from operating activities;
  cash flows from operating activities; net cash from operating activities; operating cash flow;
  cash flow from operating activities; net cash flows provided by operating activities;
  cash generated from operating activities; net cash used in operating activities;
  net cash provided by used in operating activities; 営業活動によるキャッシュフロー; 営業活動によるキャッシュ・フロー;
  営業キャッシュ・フロー
investing_cash_flow | us-gaap:NetCashProvidedByUsedInInvestingActivities | net cash used in investing activities;
  net cash flows from investing activities; cash flows from investing activities; cash flow from investing activities;
  net cash provided by investing activities; net cash used for investing activities;
  net cash provided by used in investing activities; 投資活動によるキャッシュフロー; 投資活動によるキャッシュ・フロー
financing_cash_flow | us-gaap:NetCashProvidedByUsedInFinancingActivities | net cash used in financing activities;
  net cash flows from financing activities; cash flows from financing activities; cash flow from financing activities;
  net cash provided by financing activities; net cash used for financing activities;
  net cash provided by used in financing activities; 財務活動によるキャッシュフロー; 財務活動によるキャッシュ・フロー
free_cash_flow | - | free cash flow; フリー・キャッシュ・フロー; フリーキャッシュフロー
change_in_cash | us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease | net increase in cash and cash equivalents;
  net decrease in cash and cash equivalents; net change in cash and cash equivalents;
  increase in cash and cash equivalents; net change in cash; 現金及び現金同等物の増減額; 現金及び現金同等物の増加額;
  現金及び現金同等物の純増減額
exchange_effect_on_cash | us-gaap:EffectOfExchangeRateOnCashAndCashEquivalents |
  effect of exchange rate changes on cash and cash equivalents; effect of exchange rate changes on cash;
  effect of exchange rates on cash; 現金及び現金同等物に係る換算差額
stock_compensation | us-gaap:ShareBasedCompensation | stock-based compensation; share-based compensation;
  stock based compensation; stock-based compensation expense; share-based compensation expense;
  share-based payment expense
dividends_paid | us-gaap:PaymentsOfDividends | dividends paid; payment of dividends; cash dividends paid;
  payments of dividends; 配当金の支払額
share_repurchases | us-gaap:PaymentsForRepurchaseOfCommonStock | repurchases of common stock;
  purchase of treasury stock; purchases of treasury stock; repurchase of common stock; purchase of treasury shares;
  自己株式の取得による支出
"""

COUNTED = """
employees | - | employees; number of employees; total employees; headcount; 従業員数
shares_outstanding | us-gaap:CommonStockSharesOutstanding | shares outstanding; common shares outstanding;
  number of shares outstanding; 発行済株式数; 発行済株式総数
"""
