"""Forms of formulas as identities between facts: sums and differences, shares and growth, prices times amounts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.bind.formulas.cells import Stated
from crossfoot.bind.formulas.forms import Address, Form, Product, Quotient, Sum
from crossfoot.bind.formulas.grammar import column_letters
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming

_ONE = Fraction(1)


class Unsaid(ValueError):
    """The form is no identity between facts; the message says why, in a few words that repeat."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """The cell whose formula declares an identity, with what it states."""

    document: str
    address: Address
    stated: Stated

    @property
    def cell(self) -> str:
        """The cell as formulas name it: `Income!B12`."""
        return cell_name(self.address)


def cell_name(address: Address) -> str:
    """A cell as formulas name it: `Income!B12`."""
    sheet, row, column = address
    return f"{sheet}!{column_letters(column)}{row + 1}"


class Declared:
    """How the forms of one document's formulas become identities."""

    def __init__(self, stated: Mapping[Address, Stated], naming: Naming) -> None:
        self.stated = stated
        self.naming = naming

    def identity(self, declaration: Declaration, form: Form) -> Identity:
        """The identity that a cell's formula of this form declares. Raises Unsaid."""
        if isinstance(form, Sum):
            return self._linear(declaration, form)
        if isinstance(form, Quotient):
            return self._quotient(declaration, form)
        if isinstance(form, Product):
            return self._product(declaration, form)
        raise Unsaid("neither a sum nor a quotient")

    def _terms(self, form: Sum, factor: Fraction) -> tuple[Term, ...]:
        """The terms of a sum in the facts' units, times `factor`; cells that state one fact are one term."""
        found: dict[FactKey, Fraction] = {}
        for address, coefficient in form.terms.items():
            stated = self.stated[address]
            found[stated.fact] = found.get(stated.fact, Fraction(0)) + coefficient * factor / stated.factor
        return tuple(Term(coefficient, fact) for fact, coefficient in found.items() if coefficient)

    def _linear(self, declaration: Declaration, form: Sum) -> Identity:
        subject = declaration.stated
        parts = self._terms(form, subject.factor)
        if not parts:
            raise Unsaid("it speaks of no cell with a figure")
        facts = [part.fact for part in parts]
        if subject.fact in facts:
            raise Unsaid("its cells were taken to state one fact" if len(facts) > 1 else "it repeats its own fact")
        units = {self.stated[address].unit for address in form.terms} | {subject.unit}
        if len(units) > 1:
            raise Unsaid("its cells are in several units")
        constant = form.constant * subject.factor
        ends = sorted((form.low * subject.factor, form.high * subject.factor))
        return Identity(
            id=f"formula={declaration.cell}",
            kind=_kind(declaration.address, form),
            origin=_origin(declaration),
            terms=(Term(_ONE, subject.fact), *(Term(-part.coefficient, part.fact) for part in parts)),
            low=constant + ends[0],
            high=constant + ends[1],
            text=f"{self.naming.fact(subject.fact)} = {self.naming.total(parts, constant)}",
            subject=subject.fact,
        )

    def _quotient(self, declaration: Declaration, form: Quotient) -> Identity:
        subject = declaration.stated
        if form.above.constant or form.below.constant:
            raise Unsaid("a quotient with a constant in it")
        above, below = self._terms(form.above, _ONE), self._terms(form.below, _ONE)
        if not above or not below or subject.fact in {term.fact for term in (*above, *below)}:
            raise Unsaid("its cells were taken to state one fact")
        above, below, scale = _plain(above, below)
        factor, offset = form.factor * scale * subject.factor, form.offset * subject.factor
        rest = f" {'+' if offset > 0 else '-'} {abs(offset)}" if offset else ""
        return Identity(
            id=f"formula={declaration.cell}",
            kind=IdentityKind.VARIANCE if form.offset == -form.factor else IdentityKind.RECALCULATE,
            origin=_origin(declaration),
            terms=above,
            ratio=subject.fact,
            denominator=below,
            factor=factor,
            offset=offset,
            text=f"{self.naming.fact(subject.fact)} = {self.naming.quotient(factor, above, below)}{rest}",
            subject=subject.fact,
        )

    def _product(self, declaration: Declaration, form: Product) -> Identity:
        """A price times an amount: the price is the product over the amount."""
        subject = declaration.stated
        for price, amount in ((form.left, form.right), (form.right, form.left)):
            if len(price.terms) == 1 and not price.constant and not amount.constant:
                ((address, coefficient),) = price.terms.items()
                rate = self.stated[address]
                if rate.unit.is_quotient:
                    below = self._terms(amount, _ONE)
                    if rate.fact == subject.fact or {rate.fact, subject.fact} & {term.fact for term in below}:
                        raise Unsaid("its cells were taken to state one fact")
                    factor = rate.factor / (subject.factor * form.factor * coefficient)
                    return self._rate(declaration, rate.fact, below, factor)
        raise Unsaid("a product of amounts")

    def _rate(self, declaration: Declaration, rate: FactKey, below: tuple[Term, ...], factor: Fraction) -> Identity:
        above, below, scale = _plain((Term(_ONE, declaration.stated.fact),), below)
        return Identity(
            id=f"formula={declaration.cell}",
            kind=IdentityKind.RECALCULATE,
            origin=_origin(declaration),
            terms=above,
            ratio=rate,
            denominator=below,
            factor=factor * scale,
            text=f"{self.naming.fact(rate)} = {self.naming.quotient(factor * scale, above, below)}",
        )


def _plain(above: tuple[Term, ...], below: tuple[Term, ...]) -> tuple[tuple[Term, ...], tuple[Term, ...], Fraction]:
    """Both sides of a quotient with a first coefficient of one, and the factor that this leaves."""
    over, under = above[0].coefficient, below[0].coefficient
    return _divided(above, over), _divided(below, under), over / under


def _divided(terms: Iterable[Term], by: Fraction) -> tuple[Term, ...]:
    return tuple(Term(term.coefficient / by, term.fact) for term in terms)


def _origin(declaration: Declaration) -> Origin:
    return Origin(f"{declaration.document}, {declaration.cell}")


def _kind(address: Address, form: Sum) -> IdentityKind:
    """A sum of the cells above or below foots, of those beside it crossfoots; one cell elsewhere is agreed with."""
    if any(coefficient != 1 for coefficient in form.terms.values()) or form.constant or form.is_rounded:
        return IdentityKind.RECALCULATE
    if len(form.terms) == 1:
        return IdentityKind.AGREE
    if all(cell[:2] == address[:2] for cell in form.terms):
        return IdentityKind.CROSSFOOT
    return IdentityKind.FOOT
