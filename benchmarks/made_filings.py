"""Made filings: XBRL instances of any size with a schema and a calculation linkbase of their own, written to a folder.

Five statements of 37 lines each (a total, six groups of five parts) are reported at as many month ends as make the
number of facts, in thousands: true amounts are whole units, each rounded by itself. At one place in 400 a part is
misprinted by ten times its last place, so that there is something to find.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

STATEMENTS, GROUPS, PARTS = range(5), range(6), range(5)
LINES = len(STATEMENTS) * (1 + len(GROUPS) * (1 + len(PARTS)))
WRONG_ONE_IN = 400

_NAMESPACES = (
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsd="http://www.w3.org/2001/XMLSchema" '
    'xmlns:own="urn:own" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"'
)
_SUMMATION = "http://www.xbrl.org/2003/arcrole/summation-item"


def write(folder: Path, facts: int, seed: int = 0) -> Path:
    """Writes a filing of about so many facts; gives its instance."""
    folder.mkdir(parents=True)
    (folder / "own.xsd").write_text(_schema(), encoding="utf-8")
    (folder / "own_cal.xml").write_text(_linkbase(), encoding="utf-8")
    instance = folder / "own.xml"
    months = max(1, round(facts / LINES))
    instance.write_text(_instance(months, random.Random(seed)), encoding="utf-8")
    return instance


def _sums() -> Iterator[tuple[int, str, list[str]]]:
    """Every sum: its statement, its total and the parts."""
    for s in STATEMENTS:
        yield s, f"S{s}", [f"S{s}G{g}" for g in GROUPS]
        for g in GROUPS:
            yield s, f"S{s}G{g}", [f"S{s}G{g}P{p}" for p in PARTS]


def _role(statement: int) -> str:
    return f"urn:own/role/{statement}"


def _schema() -> str:
    names = sorted({name for _, total, parts in _sums() for name in (total, *parts)})
    roles = "".join(
        f'<link:roleType roleURI="{_role(s)}" id="role{s}"><link:usedOn>link:calculationLink</link:usedOn>'
        "</link:roleType>"
        for s in STATEMENTS
    )
    elements = "".join(
        f'<xsd:element name="{name}" id="own_{name}" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" '
        'xbrli:periodType="instant" nillable="true"/>\n'
        for name in names
    )
    return (
        f'<xsd:schema {_NAMESPACES} targetNamespace="urn:own" elementFormDefault="qualified">'
        '<xsd:annotation><xsd:appinfo><link:linkbaseRef xlink:type="simple" xlink:href="own_cal.xml" '
        'xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
        f"{roles}</xsd:appinfo></xsd:annotation>"
        '<xsd:import namespace="http://www.xbrl.org/2003/instance" '
        'schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>\n'
        f"{elements}</xsd:schema>"
    )


def _linkbase() -> str:
    links = []
    for s in STATEMENTS:
        own = [(total, parts) for statement, total, parts in _sums() if statement == s]
        names = sorted({name for total, parts in own for name in (total, *parts)})
        locators = "".join(
            f'<link:loc xlink:type="locator" xlink:href="own.xsd#own_{name}" xlink:label="{name}"/>\n' for name in names
        )
        arcs = "".join(
            f'<link:calculationArc xlink:type="arc" xlink:arcrole="{_SUMMATION}" xlink:from="{total}" '
            f'xlink:to="{part}" weight="1" order="{order}"/>\n'
            for total, parts in own
            for order, part in enumerate(parts, 1)
        )
        role = f'xlink:type="extended" xlink:role="{_role(s)}"'
        links.append(f"<link:calculationLink {role}>{locators}{arcs}</link:calculationLink>")
    roles = "".join(
        f'<link:roleRef roleURI="{_role(s)}" xlink:type="simple" xlink:href="own.xsd#role{s}"/>' for s in STATEMENTS
    )
    return f"<link:linkbase {_NAMESPACES}>{roles}{''.join(links)}</link:linkbase>"


def _instance(months: int, chance: random.Random) -> str:
    contexts, facts = [], []
    end = date(1950, 1, 31)
    for month in range(months):
        contexts.append(
            f'<xbrli:context id="c{month}"><xbrli:entity><xbrli:identifier scheme="urn:own">made</xbrli:identifier>'
            f"</xbrli:entity><xbrli:period><xbrli:instant>{end.isoformat()}</xbrli:instant></xbrli:period>"
            "</xbrli:context>\n"
        )
        facts += [
            f'<own:{name} contextRef="c{month}" unitRef="u" decimals="-3">{value}</own:{name}>\n'
            for name, value in _reported(chance)
        ]
        end = (end.replace(day=28) + timedelta(days=4 + 31)).replace(day=1) - timedelta(days=1)
    return (
        f'<xbrli:xbrl {_NAMESPACES}><link:schemaRef xlink:type="simple" xlink:href="own.xsd"/>\n{"".join(contexts)}'
        '<xbrli:unit id="u"><xbrli:measure>iso4217:JPY</xbrli:measure></xbrli:unit>\n'
        f"{''.join(facts)}</xbrli:xbrl>"
    )


def _reported(chance: random.Random) -> Iterator[tuple[str, int]]:
    """The lines of all statements at one month end, rounded to thousands."""
    for s in STATEMENTS:
        whole = 0
        for g in GROUPS:
            parts = [chance.randrange(10**5, 10**9) for _ in PARTS]
            whole += sum(parts)
            yield f"S{s}G{g}", _rounded(sum(parts))
            for p, part in enumerate(parts):
                wrong = 10_000 if not chance.randrange(WRONG_ONE_IN) else 0
                yield f"S{s}G{g}P{p}", _rounded(part) + wrong
        yield f"S{s}", _rounded(whole)


def _rounded(units: int) -> int:
    return int(round(Decimal(units), -3))
