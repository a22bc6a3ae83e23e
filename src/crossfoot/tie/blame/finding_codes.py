"""The codes of findings, each written once: docs/findings.md is made from this registry."""

from dataclasses import dataclass

from crossfoot.model.findings import Severity


@dataclass(frozen=True, slots=True)
class FindingCode:
    """A kind of finding: its code, what it says in a few words, how much it matters, why, an example and what to do.

    `severity` is that of the gravest: a finding that rests on discovered identities may be a warning.
    """

    code: str
    title: str
    severity: Severity
    explanation: str
    example: str
    remedy: str


CODES = (
    FindingCode(
        code="does-not-tie",
        title="No true values print as these figures",
        severity=Severity.ERROR,
        explanation=(
            "Taken together, the figures and the identities between them leave no true values at all: whatever the "
            "roundings hid, at least one of the figures is wrong, or an identity is. A certificate proves it. The "
            "finding lists every smallest set of figures whose change would make the rest tie, the interval that each "
            "of them would need, and the likely slip where one explains it. Where it rests on relations that were "
            "found in the document's own tables and are only likely, it is a warning."
        ),
        example=(
            "Mobile revenue is printed as 27.7 billion, up 11,112 million and up 71.3%. The two statements alone keep "
            "it at or below 26,709.0 million."
        ),
        remedy=(
            "Compare the suspects with the document, the one with a likely slip first. If the source file copied it "
            "wrongly, correct it there; if the document itself prints it so, the finding is the result. If every "
            "figure is printed so and right, the model declares something that does not hold: see the identities named."
        ),
    ),
    FindingCode(
        code="labels-do-not-fit",
        title="The labels of a chart fit their slots in no way",
        severity=Severity.ERROR,
        explanation=(
            "The data labels of a chart came in lost order, and no way to give each its slot satisfies every identity "
            "(or none was found within the limits of the search; the message says which). The labels stay unassigned "
            "and untested."
        ),
        example="Four quarters are printed to add up to 31.0, and one of their labels was copied as 79 for 7.9.",
        remedy=(
            "Compare the labels with the chart, then the slots: a series or a quarter too few leaves a label without "
            "a place. Figures elsewhere that the chart must agree with may be wrong too."
        ),
    ),
    FindingCode(
        code="stale-formula",
        title="A saved value does not follow from its formula",
        severity=Severity.WARNING,
        explanation=(
            "A spreadsheet keeps, beside each live formula, the value that it last came to. This one is not what the "
            "formula comes to from what its cells hold now, so the file was changed without being calculated again, "
            "or the value was written by a program that did not calculate. Whether the figures as printed still tie "
            "is said separately."
        ),
        example="Income!B12 holds 510, but =SUM(B2:B11) comes to 500 from what its cells hold.",
        remedy="Open the workbook, have everything calculated again, save it, and check it once more.",
    ),
    FindingCode(
        code="formulas-left",
        title="Some live formulas declare no identity",
        severity=Severity.NOTE,
        explanation=(
            "Formulas that are sums, differences, quotients or a price times an amount are identities that the "
            "document itself declares. The others were left, each for the reason given: their cells are tied only by "
            "what else is known of them."
        ),
        example="12 of 523 live formulas declare no identity: 9 because it joins texts; 3 because of VLOOKUP.",
        remedy="Nothing, unless a figure that you rely on is among the untested ones.",
    ),
    FindingCode(
        code="rounding-differs",
        title="A document says that it rounds otherwise than its figures show",
        severity=Severity.NOTE,
        explanation=(
            "The document says how its amounts or ratios were rounded, and several of its relations cannot hold if so, "
            "but hold if they were rounded in the other way. Its figures are then taken as the relations tell."
        ),
        example="A report says that amounts are rounded down; in 14 sums the parts exceed the total by a unit.",
        remedy="Correct the statement, or ask which of the figures were rounded in another system.",
    ),
    FindingCode(
        code="sentence-differs",
        title="A sentence says otherwise than the table that it restates",
        severity=Severity.NOTE,
        explanation=(
            "Another figure of the same clause ties with a line of a table, and this one does not. It may be a "
            "misprint or a sentence left over from a draft; as often it speaks of something else: another basis, a "
            "part, or growth without effects that the sentence names elsewhere. So nothing breaks."
        ),
        example="A sentence says revenue of 5.4 billion, up 36%; the table has 5,380 million after 3,859: up 39%.",
        remedy="Read the sentence beside the table, and correct whichever is stale.",
    ),
    FindingCode(
        code="incomplete-sum",
        title="The parts reported do not add up to their total",
        severity=Severity.NOTE,
        explanation=(
            "A calculation linkbase declares a sum, and where this total stands some of its parts are not reported. "
            "Those that are do not add up to it. By Calculations 1.1 that is an inconsistency; but a part that nobody "
            "reports need not be zero, and nothing else in the report says that it is. So nothing breaks."
        ),
        example=(
            "A segment reports its assets and its property, and not the current assets that the balance sheet adds to "
            "them."
        ),
        remedy=(
            "Nothing, where the other parts are merely not disclosed. Where they are zero, report them as zero: the "
            "sum is then tested."
        ),
    ),
    FindingCode(
        code="sum-holds-nowhere",
        title="A declared sum holds nowhere in the report",
        severity=Severity.WARNING,
        explanation=(
            "A calculation linkbase declares a sum whose parts are all reported, and it adds up at no place where they "
            "are, though there are several. A figure in error spoils one place; so the declaration is doubted, and no "
            "figure. Where what is left over is everywhere as large as one other fact, the message names it."
        ),
        example="A form's taxonomy adds other income and interest to a result, and forgets operating income.",
        remedy="Compare the sum with the statement that it is of. If the linkbase is right, every place is wrong.",
    ),
    FindingCode(
        code="tag-differs",
        title="A tag says otherwise than the page that it stands on",
        severity=Severity.WARNING,
        explanation=(
            "A number in a table of inline XBRL is tagged at another power of ten than the tags beside it, with "
            "another sign than the page prints while the rest of its line keeps the page's, or with another period "
            "than the tags of its column. Readers of the page and users of the tags are then told two things."
        ),
        example="A table in millions prints 774; its tag says 774,000, where those beside it say millions.",
        remedy="Correct the tag's scale, sign or context; or the page, if the tag is right.",
    ),
    FindingCode(
        code="undecided",
        title="Neither a contradiction nor true values could be shown",
        severity=Severity.WARNING,
        explanation=(
            "For some linked figures the search ended with neither proof: no exact values that satisfy everything, and "
            "no certificate that there are none. They count as untested, and no bound is claimed from them."
        ),
        example="Two ratios of unprinted amounts that admit solutions only where their intervals just touch.",
        remedy="Print or declare one more of the linked facts, or take a doubtful figure out, and build again.",
    ),
    FindingCode(
        code="not-reached",
        title="The time for tying out was over before these figures were decided",
        severity=Severity.WARNING,
        explanation=(
            "Parts of a document that no relation links are decided one after another, the smallest first. Where all "
            "of them take longer than one document may, those that are left count as untested; what is said of the "
            "others is proved and holds."
        ),
        example="Of a workbook's 33,506 figures, 4,979 in two large parts are left on a slow machine.",
        remedy="Check the sheets or statements that matter by themselves, or on a faster machine.",
    ),
    FindingCode(
        code="restated",
        title="A later document prints a period otherwise than the earlier one",
        severity=Severity.WARNING,
        explanation=(
            "Several lines of one period differ between two documents of one entity that report on different periods, "
            "most of them by less than a quarter. That is a restatement and no row of misprints, so it is told once "
            "and nothing breaks. It is a note where one of the documents says that it "
            "restates, reclassifies or recasts; where neither says so, it is a warning."
        ),
        example="Revenue, cost and gross profit of 2022 in the report for 2023 are not those in the report for 2022.",
        remedy="Look for the note on what was restated and why; where there is none, ask which of the two is right.",
    ),
    FindingCode(
        code="other-scale",
        title="Two documents state the same amounts in other scales",
        severity=Severity.NOTE,
        explanation=(
            "Two documents of one entity print the same digits for the same lines and periods, and one of them counts "
            "in thousands or millions where the other counts in single units or thousands. The amounts of one are "
            "compared at the other's scale; those that differ even so are findings of their own."
        ),
        example="A filing heads its statements 'in millions'; its amendment prints the same digits and no scale.",
        remedy="Correct the heading that tells the scale wrong, or print one where there is none.",
    ),
    FindingCode(
        code="off-by-rounding",
        title="A sum adds up within rounding only, where the others add up exactly",
        severity=Severity.NOTE,
        explanation=(
            "Sums of figures that were each rounded for themselves miss what is printed by a last place or two about "
            "half of the time. Nearly all sums of this document add up in the digits printed, so many that this is no "
            "accident (a hundred to one): whoever printed it made them add up. These do not. Rounding allows it, so "
            "nothing breaks. Where one figure would set right all that is off around it, it comes first."
        ),
        example="36 sums of a report add up exactly, and current assets of 19,201 stand over parts of 19,200.",
        remedy="Compare the last digits with the ledger; where a difference was rounded away, nothing is to be done.",
    ),
)


def findings_page() -> str:
    """The Markdown of docs/findings.md."""
    parts = [_HEAD, *(_section(code) for code in sorted(CODES, key=lambda code: code.code))]
    return "\n".join(parts)


_HEAD = """\
# Findings

Every finding has a code. `does-not-tie` and other errors end a build with exit code 1; warnings do not.
This page is made by `python docs/findings.py` from the registry in the code.
"""


def _section(code: FindingCode) -> str:
    return f"""\
## {code.code}

**{code.title}** ({code.severity}). {code.explanation}

*Example.* {code.example}

*What to do.* {code.remedy}
"""
