"""Numbers in HTML: each a link to the proof of its fact, marked with how it is known and whether it ties."""

from urllib.parse import quote

from markupsafe import Markup, escape

from crossfoot.model.facts import Fact, FactKey, Verdict
from crossfoot.model.pages import Number
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.formats import Printer, Shown
from crossfoot.publish.wording import SOURCES


def fact_address(fact_id: str) -> str:
    """Where the proof of a fact opens, on any page of the site."""
    return "#fact=" + quote(fact_id, safe="")


class Links:
    """Writes the numbers of one book as links."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.printer = Printer(catalogue)

    def sentence(self, number: Number) -> Markup:
        """A number in running text."""
        return self._link(number.fact, self.printer.sentence(number))

    def cell(self, number: Number) -> Markup:
        """A number in a table."""
        return self._link(number.fact, self.printer.cell(number))

    def standard(self, key: FactKey) -> Markup:
        """A fact with its unit in words, as lists of facts show it."""
        return self._link(key, self.printer.sentence(self.printer.standard(key)))

    def named(self, key: FactKey) -> Markup:
        """The name of a fact, as a link to its proof."""
        return _anchor(key.id, 'class="fact-name"', self.catalogue.words(key))

    def figure(self, text: str, key: FactKey) -> Markup:
        """A figure's text as printed, as a link to the proof of the fact it states."""
        return self._link(key, Shown(text, "value"))

    def _link(self, key: FactKey, shown: Shown) -> Markup:
        fact = self.catalogue.facts[key]
        spoken = f' aria-label="{escape(shown.spoken)}"' if shown.spoken else ""
        look = f'class="{number_classes(fact, shown)}" title="{_standing(fact)}"{spoken}'
        return _anchor(key.id, look, shown.text)


def _anchor(fact: str, attributes: str, text: str) -> Markup:
    """A link to the proof of a fact; `attributes` is HTML already, the rest is not."""
    address = escape(fact_address(fact))
    return Markup(f'<a {attributes} href="{address}" data-fact="{escape(fact)}">{escape(text)}</a>')  # noqa: S704


def number_classes(fact: Fact, shown: Shown) -> str:
    """The classes that style a number: how it is known, its verdict, and a range's or a gap's own look."""
    form = "" if shown.form == "value" else f" f-{shown.form}"
    return f"n k-{fact.source} v-{fact.verdict}{form}"


def _standing(fact: Fact) -> str:
    verdict = {Verdict.TIES: "ties", Verdict.BREAKS: "breaks", Verdict.UNTESTED: "untested"}[fact.verdict]
    return f"{SOURCES[fact.source]}, {verdict}"
