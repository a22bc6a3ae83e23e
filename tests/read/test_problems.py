"""Input that cannot be read is named with its file, its line, what is wrong with it and what to do."""

from pathlib import Path

import pytest
from tests.read.folders import CHARTS, CSV, MODEL, PLAN, TOML, problems, rows, write

from crossfoot.model.problems import InputError
from crossfoot.read.projects.project import read_project

Changes = dict[str, str | None]


def measures(*lines: str) -> Changes:
    """The model with more measures, the first in line 36."""
    return {"model.yaml": MODEL + "".join(f"  {line}\n" for line in lines)}


def settings(old: str, new: str) -> Changes:
    """The settings with a passage replaced."""
    return {"crossfoot.toml": TOML.replace(old, new)}


def charts(old: str, new: str) -> Changes:
    """The charts with a passage replaced."""
    return {"sources/charts.yaml": CHARTS.replace(old, new)}


def plan(old: str, new: str) -> Changes:
    """The plan with a passage replaced."""
    return {"plan.yaml": PLAN.replace(old, new)}


RESULTS = "sources/results.csv:2: "

IN_RESULTS = {
    "3,abc,revenue,,,FY2024,,,,,,": "'abc' prints no number: expected a number such as 1,234, (16.4%), △392 or "
    "JPY157.8 billion. Copy the figure as printed, without the words around it.",
    "3,1,revenu,,,FY2024,,,,,,": "'revenu' is not a measure of the model. Did you mean 'revenue'?",
    "3,1,revenue,grwth,,FY2024,,,,,,": "'grwth' is not an aspect. Did you mean 'growth'?",
    "3,1,revenue,growth,yo,FY2024,,,,,,": "'yo' is not a comparison. Did you mean 'yoy'?",
    "3,1,revenue,,qoq,FY2024,,,,,,": "a level compares with nothing, but is stated against 'qoq'. Leave it empty.",
    "3,1,revenue,,,FY2024,targt,2024-01-01,,,,": "'targt' is not a scenario. Did you mean 'target'?",
    "3,1,revenue,,,FY2024,target,,,,,": "a target has no vintage. Say when it was announced, as in 2016-11-08.",
    "3,1,revenue,,,FY2024,target,20241108,,,,": "the vintage '20241108' is no date. Write it as 2016-11-08.",
    "3,1,revenue,,,FY2024,,,GPB million,,,": "the unit 'GPB million' is not known: no measure is in GPB. "
    "Did you mean 'GBP'?",
    "3,1,revenue,,,FY2024,,,million thousand,,,": "'million thousand' is not a unit with at most one scale word. "
    "Write it as in JPY million, thousand subscriptions or percent.",
    "3,1,revenue,,,FY2024,,,shares,,,": "the unit says shares, but the figure is in GBP. "
    "Correct the unit, the aspect or the measure.",
    "3,28.6%,revenue,growth,,FY2024,,,GBP million,,,": "the unit says GBP, but the figure is in percent. "
    "Correct the unit, the aspect or the measure.",
    "3,28.6%,revenue,,,FY2024,,,,,,": "'28.6%' is printed in percent, but the figure is in GBP. "
    "Correct the aspect or the measure.",
    "3,JPY5,revenue,,,FY2024,,,,,,": "'JPY5' is printed in JPY, but the figure is in GBP. "
    "Correct the aspect or the measure.",
    "3,1.5%,gross_margin,share_change,,FY2024,,,,,,": "'1.5%' is printed in percent, but the figure is in points. "
    "Correct the aspect or the measure, or write points as its unit if the document prints it so.",
    "3,1,revenue,,,4Q24-end,,,,,,": "'4Q24-end' is an instant, and 'revenue' is a flow. "
    "Name the span it covers, as in FY2016 or 4Q16, or declare it `kind: stock`.",
    "3,1%,revenue,share,,FY2024,,,,,,": "a share of 'revenue' is stated, but the model names no base for it. "
    "Add `base:` with the measure it is a share of to model.yaml.",
    "3,1,revenue,,,,,,,,,": "the period is empty. "
    "Fill it, or leave measure and period both empty for a figure that no measure fits.",
    "iii,1,revenue,,,FY2024,,,,,,": "the page 'iii' is no number. Write the number of the page or slide.",
    "3,1,revenue,,,FY2024,,,,,true,": "`negative` is 'true'. Write yes, or leave it empty.",
    "3,1,234,revenue,,,FY2024,,,,,,": "the line has 13 cells, the header 12. "
    "Put texts with commas in double quotes; keep empty cells' commas.",
    '3,"1,revenue,,,FY2024,,,,,,': "broken CSV: unexpected end of data. Check the quotes of this line.",
}


@pytest.mark.parametrize(("line", "complaint"), IN_RESULTS.items())
def test_a_line_of_results_that_cannot_be_read(tmp_path: Path, line: str, complaint: str) -> None:
    assert problems(write(tmp_path, rows(line))) == [RESULTS + complaint]


@pytest.mark.parametrize("period", ["5Q24", "3H24", "13Q", "FY24-25", "Feb. 30, 2025"])
def test_a_period_outside_the_calendar(tmp_path: Path, period: str) -> None:
    (problem,) = problems(write(tmp_path, rows(f'3,1,revenue,,,"{period}",,,,,,')))
    assert problem.startswith(f"{RESULTS}{period!r} names no period: ")
    assert problem.endswith(". Name a period of the entity's fiscal calendar.")


IN_THE_MODEL: dict[tuple[str, ...], str] = {
    ("cost: {kind: flow, unit: GBP}",): "'cost' is given twice in measures, first in line 14. Keep one of them.",
    ("x: {kind: flwo, unit: GBP}",): "measure 'x' is of no kind 'flwo'. Did you mean 'flow'?",
    ("x: {kind: flow}",): "measure 'x' lacks 'unit'. Add `unit:` to it.",
    ("prior: {kind: flow, unit: GBP}",): "'prior' cannot name a measure. Name it with letters, digits and "
    "underscores, as in gross_margin; formulas must be able to say it.",
    ("x: {kind: flow, unit: GBP, forumla: cost}",): "measure 'x' has no field 'forumla'. Did you mean 'formula'?",
    ("x: {kind: flow, unit: GBP, nonnegative: maybe}",): "nonnegative of measure 'x' is 'maybe', neither yes nor no. "
    "Write true or false.",
    ("x: {kind: flow, unit: GBP, base: revenu}",): "the base of 'x' is 'revenu', which is no measure. "
    "Did you mean 'revenue'?",
    ("x: {kind: stock, unit: GBP, base: shares}",): "the share of 'x' in 'shares' would divide GBP by shares. "
    "Name a base of the same unit.",
    ("x: {kind: stock, unit: GBP, base: revenue}",): "'x' is a stock and its base 'revenue' a flow. "
    "Give it a base of its own kind, or declare the quotient as a ratio with a formula.",
    ("x: {kind: flow, unit: GBP, formula: &f [*f]}",): "the formula of 'x' should be one text, not a list or mapping. "
    "Put the text in quotes.",
    ("x: {kind: flow, unit: GBP, rollforward: cost}",): "'x' is a flow, and only a stock rolls forward. "
    "Declare it `kind: stock`, or give it a formula.",
    ("x: {kind: flow, unit: GBP, formula: revenu - cost}",): "the formula of 'x' (revenu - cost) speaks of 'revenu', "
    "which is no measure. Did you mean 'revenue'?",
    ("x: {kind: flow, unit: GBP, formula: revenue + shares}",): "the formula of 'x' (revenue + shares) adds different "
    "units: 'revenue' is in GBP, 'shares' in shares. "
    "Add only what counts the same thing; percent and points differ too.",
    ("x: {kind: ratio, unit: percent, formula: roe + p}", "p: {kind: ratio, unit: points}"): "the formula of 'x' "
    "(roe + p) adds different units: 'roe' is in percent, 'p' in points. "
    "Add only what counts the same thing; percent and points differ too.",
    ("x: {kind: flow, unit: GBP, parts: [revenue, roe]}",): "the sum of parts of 'x' (revenue + roe) adds different "
    "units: 'revenue' is in GBP, 'roe' in percent. "
    "Add only what counts the same thing; percent and points differ too.",
    ("x: {kind: flow, unit: shares, formula: revenue + cost}",): "the formula of 'x' (revenue + cost) gives GBP, but "
    "'x' is in shares. Correct the unit, or the formula.",
    ("x: {kind: ratio, unit: percent, formula: revenue / shares}",): "the formula of 'x' (revenue / shares) divides "
    "GBP by shares, which does not give percent. Correct the unit, or the formula.",
    ("x: {kind: flow, unit: GBP, formula: opening(revenue)}",): "the formula of 'x' (opening(revenue)) asks for the "
    "opening balance of 'revenue', which is a flow. Only stocks stand at an opening or a close.",
    ("x: {kind: flow, unit: GBP, formula: revenue * cost}",): "the formula 'revenue * cost' of 'x' cannot be read: it "
    "multiplies one measure by another; only a number can multiply. Rewrite it.",
    ("x: {kind: flow, unit: GBP, formula: x - cost}",): "formulas come back to where they start: x -> x. "
    "Take one of these formulas out: the others say as much.",
    (
        "a: {kind: flow, unit: GBP, formula: b + cost}",
        "b: {kind: flow, unit: GBP, formula: c * 2}",
        "c: {kind: flow, unit: GBP, parts: [a, cost]}",
    ): "formulas come back to where they start: a -> b -> c -> a. "
    "Take one of these formulas out: the others say as much.",
    ("broken: [1, 2",): "broken YAML: did not find expected ',' or ']'. Check indentation, colons and quotes there.",
}


@pytest.mark.parametrize(("lines", "complaint"), IN_THE_MODEL.items())
def test_a_model_that_cannot_be_applied(tmp_path: Path, lines: tuple[str, ...], complaint: str) -> None:
    line = 37 if "broken" in complaint else 36
    assert problems(write(tmp_path, measures(*lines))) == [f"model.yaml:{line}: {complaint}"]


def test_a_formula_may_come_back_to_its_own_measure_in_another_period(tmp_path: Path) -> None:
    model = measures(
        "cash: {kind: stock, unit: GBP, formula: opening(cash) + cash_flow}",
        "cash_flow: {kind: flow, unit: GBP, formula: prior(cash_flow) * 2}",
    )
    assert len(read_project(write(tmp_path, model)).relations) == 7


ELSEWHERE: list[tuple[Changes, str]] = [
    (
        {"model.yaml": None},
        "model.yaml: the file is missing. A project folder needs it: docs/project-folder.md shows one.",
    ),
    (
        {"crossfoot.toml": None},
        "crossfoot.toml: the file is missing. A project folder needs it: docs/project-folder.md shows one.",
    ),
    (
        {"sources/notes.txt": "x"},
        (
            "sources/notes.txt: no document claims this file. "
            "Name it among the sources of a document in crossfoot.toml, or move it out of sources/."
        ),
    ),
    (
        settings('"March"', "March"),
        "crossfoot.toml:7: broken TOML: Invalid value. Correct the line; texts need double quotes.",
    ),
    (settings('"March"', '"Mars"'), """crossfoot.toml:7: 'mars' is no month. Write its English name, as in "March"."""),
    (
        settings('"GBP"', '"Pounds"'),
        "crossfoot.toml:6: 'Pounds' is no currency code. Write three capitals, as in GBP.",
    ),
    (
        settings('"start"', '"begin"'),
        """crossfoot.toml:8: a fiscal year is not named by 'begin'. Write "start" or "end".""",
    ),
    (
        settings("2025-05-15", '"May"'),
        "crossfoot.toml:13: the date of a document is no date. Write it as 2024-05-15, without quotes.",
    ),
    (
        settings("date =", 'rounding = "down"\ndate ='),
        (
            "crossfoot.toml:13: amounts are not rounded 'down'. "
            "Write one of nearest, truncated, exact, or leave it out to have it inferred."
        ),
    ),
    (
        settings('"sources/*.yaml"', '"sources/*.yaml", "sources/more.csv"'),
        "crossfoot.toml:10: the source 'sources/more.csv' matches no file. Write the file or correct the name.",
    ),
    (
        settings('"sources/*.yaml"', '"sources/*.yaml", "../secret.csv"'),
        "crossfoot.toml:10: the source '../secret.csv' is not in the project. Name a file within the folder.",
    ),
    (
        settings("[[document]]", '[[document]]\nname = "other"\nsources = ["sources/*.csv"]\n\n[[document]]'),
        (
            "crossfoot.toml:14: sources/results.csv belongs to two documents, 'other' and 'deck'. "
            "Let one pattern of one document match it."
        ),
    ),
    (
        settings('"sources/*.csv"', '"sources/***.csv"'),
        "crossfoot.toml:10: the source 'sources/***.csv' is no pattern. Write it as in sources/*.csv.",
    ),
    (
        {"sources/results.csv": CSV.replace("text", "txt")},
        "sources/results.csv:1: unknown column 'txt'. Did you mean 'text'?",
    ),
    (
        {"sources/results.csv": ""},
        "sources/results.csv:1: the file is empty. Start it with a header: text,measure,period.",
    ),
    (
        charts("3Q24, 4Q24", ""),
        (
            "sources/charts.yaml:5: 'cost.totals' has 3 labels for 2 slots. "
            "Add the slots that are missing, or take strays out."
        ),
    ),
    (
        charts('"15,799"', "15.799"),
        (
            "sources/charts.yaml:5: the label '15.799' stands without quotes. "
            """Quote every label: in [14,702] the comma would split "14,702"."""
        ),
    ),
    (
        charts("1Q24, 2Q24", "1Q24, 1Q24"),
        "sources/charts.yaml:7: a slot of a run of 'cost' is named twice. Name each measure and each period once.",
    ),
    (
        charts("[cost]", "[costs]"),
        "sources/charts.yaml:7: 'costs' is not a measure of the model. Did you mean 'cost'?",
    ),
    (
        charts("[cost]", "[cost, dividend_per_share]"),
        (
            "sources/charts.yaml:7: the slots of 'cost.totals' are in different units: GBP, GBP/share. "
            "Make a run of each unit."
        ),
    ),
    (
        {"sources/charts.yaml": CHARTS + CHARTS.split("\n", 1)[1]},
        "sources/charts.yaml:13: there is another block 'cost.totals'. Give the chart or the run its own name.",
    ),
    (
        plan("2024-11-08", "Nov. 2024"),
        "plan.yaml:2: the vintage 'Nov. 2024' is no date. Write it as 2016-11-08.",
    ),
    (
        plan("document: deck", "document: dck"),
        "plan.yaml:3: 'dck' is no document of crossfoot.toml. Did you mean 'deck'?",
    ),
    (plan(".share", ".shares"), "plan.yaml:10: 'shares' is not an aspect. Did you mean '.share'?"),
    (
        plan("      gross_margin: {", "      revenue: {"),
        "plan.yaml:9: 'revenue' is given twice in the figures of a target, first in line 8. Keep one of them.",
    ),
    (plan("{text: ", "{txt: "), "plan.yaml:9: a target's figure has no field 'txt'. Did you mean 'text'?"),
]


@pytest.mark.parametrize(("changes", "complaint"), ELSEWHERE)
def test_a_folder_that_cannot_be_read(tmp_path: Path, changes: Changes, complaint: str) -> None:
    assert problems(write(tmp_path, changes))[0] == complaint


def test_yaml_nested_without_end_is_refused(tmp_path: Path) -> None:
    text = "targets: " + "[" * 50_000
    complaint = "plan.yaml: the YAML is nested too deeply. Write it with fewer brackets."
    assert problems(write(tmp_path, {"plan.yaml": text})) == [complaint]


def test_text_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "sources/results.csv").write_bytes(CSV.encode() + "3,1,revenue,売上".encode("shift_jis"))
    complaint = "sources/results.csv:4: the text is not UTF-8. Save the file in the encoding UTF-8."
    assert problems(tmp_path) == [complaint]


def test_all_problems_of_all_files_come_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    changes = (
        measures("x: {kind: flow, unit: GBP, formula: revenu}")
        | rows("3,abc,revenue,,,FY2024,,,,,,", "3,1,cots,,,FY2024,,,,,,")
        | charts("[cost]", "[costs]")
        | plan("2024-11-08", "Nov. 2024")
    )
    places = [problem.split(": ")[0] for problem in problems(write(tmp_path, changes))]
    assert places == [
        "model.yaml:36",
        "plan.yaml:2",
        "sources/charts.yaml:7",
        "sources/results.csv:2",
        "sources/results.csv:3",
    ]


def test_a_measure_with_a_problem_of_its_own_is_not_called_unknown_elsewhere(tmp_path: Path) -> None:
    model: Changes = {"model.yaml": MODEL.replace("cost: {kind: flow,", "cost: {kind: flwo,")}
    assert problems(write(tmp_path, model)) == [
        "model.yaml:14: measure 'cost' is of no kind 'flwo'. Did you mean 'flow'?"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("text;measure;period\n1;revenue;FY2024\n", "the columns are parted by semicolons."),
        ("text\tmeasure\tperiod\n1\trevenue\tFY2024\n", "the columns are parted by tabs."),
    ],
)
def test_a_csv_parted_by_other_marks_is_told_so_once(tmp_path: Path, text: str, problem: str) -> None:
    (said,) = problems(write(tmp_path, {"sources/results.csv": text}))
    assert said.startswith(f"sources/results.csv:1: {problem} Part them by commas")


def test_text_in_utf_16_is_told_so(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "sources" / "results.csv").write_bytes("text,measure,period\n".encode("utf-16"))
    with pytest.raises(InputError, match=r"^sources/results.csv:1: the text is UTF-16\. Save the file"):
        read_project(tmp_path)


def test_a_tab_that_sets_a_line_in_is_named(tmp_path: Path) -> None:
    (said,) = problems(write(tmp_path, {"plan.yaml": "targets:\n\t- vintage: 2024-05-15\n"}))
    assert said == "plan.yaml:2: broken YAML: a tab sets the line in. Set it in with blanks."


def test_digits_that_run_on_are_no_number(tmp_path: Path) -> None:
    (said,) = problems(write(tmp_path, {"sources/results.csv": f"text,measure,period\n{'9' * 5000},revenue,FY2024\n"}))
    assert "prints no number: expected at most 100 digits" in said
    assert len(said) < 300


def test_a_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    line = "1,revenue,FY2024\n"
    text = "text,measure,period\n" + line * (10_000_000 // len(line) + 1)
    (said,) = problems(write(tmp_path, {"sources/results.csv": text}))
    assert said.startswith("sources/results.csv: the file has 10 MB, and at most 10 MB are read. Keep to the figures")
