"""The checker of certificates: every step of a proof added up again, premise by premise."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from crossfoot.tie.verification.arithmetic import End, Form, Record, end_of, exact, form_of, sum_of, tighter

Inequality = tuple[Form, Fraction, bool]
"""`form <= bound`, `<` where the flag is set."""


class Proofs:
    """What premises may rest on: the figures, identities and declared signs of one book, each by its id."""

    def __init__(self, book: Record, figures: Mapping[str, Record], identities: Mapping[str, Record]) -> None:
        self._figures = figures
        self._identities = identities
        self._nonnegative = {measure["name"] for measure in book["measures"] if measure["nonnegative"] is True}
        self._stated: dict[str, list[Record]] = {}
        for figure in figures.values():
            if figure["fact"] is not None:
                self._stated.setdefault(figure["fact"], []).append(figure)

    def proved(self, certificate: Record) -> Inequality:
        """The inequality that a certificate's last step proves. Raises ValueError saying what does not hold."""
        steps: list[Inequality] = []
        for number, step in enumerate(certificate["steps"]):
            form, bound, strict = self._added(step["premises"], steps)
            claimed = form_of(step["coefficients"]), exact(step["bound"]), step["strict"] is True
            # "At most" may be said where "less than" is proved, never the other way round.
            if (form, bound, strict and claimed[2]) != claimed:
                raise ValueError(f"the premises of step {number} do not add up to what it says")
            steps.append(claimed)
        used = {p["figure"] for step in certificate["steps"] for p in step["premises"] if p["kind"] == "figure"}
        if used != set(certificate["figures"]):
            raise ValueError("the figures that it lists are not those that it uses")
        if not steps or not _claims(certificate, steps[-1]):
            raise ValueError("its last step does not prove what it claims")
        return steps[-1]

    def is_nonnegative(self, fact: str) -> bool:
        """Whether the fact is the level of a measure that is declared never to be negative."""
        return fact.partition("|")[0] in self._nonnegative

    def printed_end(self, fact: str, side: str, *, without: str = "") -> End:
        """The tightest end that a declared sign and the figures stating the fact give, save those of one status."""
        end: End = (Fraction(0), False) if side == "low" and self.is_nonnegative(fact) else (None, False)
        for figure in self._stated.get(fact, ()):
            if figure["status"] != without:
                end = tighter(end, end_of(figure, side), side)
        return end

    def _added(self, premises: Iterable[Record], steps: list[Inequality]) -> Inequality:
        form: Form = {}
        bound, strict = Fraction(0), False
        for premise in premises:
            times = exact(premise["times"])
            if times == 0 or (times < 0 and premise["kind"] != "identity"):
                raise ValueError(f"a premise cannot be taken {times} times")
            one = self._premise(premise, steps)
            form = sum_of((Fraction(1), form), (abs(times), one[0]))
            bound += abs(times) * one[1]
            strict = strict or one[2]
        return form, bound, strict

    def _premise(self, premise: Record, steps: list[Inequality]) -> Inequality:
        match premise["kind"]:
            case "figure":
                figure = self._figures[premise["figure"]]
                return _from_end(figure["fact"], premise["side"], end_of(figure, premise["side"]))
            case "sign" if self.is_nonnegative(premise["fact"]):
                return _from_end(premise["fact"], "low", (Fraction(0), False))
            case "identity":
                return self._linear(premise)
            case "step":
                return _step(steps, premise["step"])
            case "product":
                return self._product(premise, steps)
            case "quotient":
                return self._quotient(premise, steps)
        raise ValueError(f"{dict(premise)} is no premise that holds")

    def _linear(self, premise: Record) -> Inequality:
        identity = self._identities[premise["identity"]]
        if "ratio" in identity:
            raise ValueError(f"{identity['id']} is a ratio, and no linear premise")
        high = exact(premise["times"]) > 0
        sign = Fraction(1 if high else -1)
        right = sign * exact(identity["high" if high else "low"])
        return sum_of((sign, form_of(identity["facts"]))), right, False

    def _product(self, premise: Record, steps: list[Inequality]) -> Inequality:
        """From (r - a)(y - b), whose sign the sides of a and b decide, with r y = factor x N + offset x y."""
        identity = self._identities[premise["identity"]]
        y, r = form_of(identity["denominator"]), {identity["ratio"]: Fraction(1)}
        if not self.stays_positive(y):
            raise ValueError(f"the denominator of {identity['id']} may be negative")
        first, second = _step(steps, premise["ratio_bound"]), _step(steps, premise["denominator_bound"])
        (a, above), (b, over) = _bound(r, first), _bound(y, second)
        factor, offset = exact(identity["factor"]), exact(identity["offset"])
        product = sum_of((factor, form_of(identity["facts"])), (offset, y))
        # Bounds of the same side leave the product at least 0, so its negative at most 0.
        sign = Fraction(-1 if above == over else 1)
        return sum_of((sign, product), (-sign * a, y), (-sign * b, r)), -sign * a * b, first[2] and second[2]

    def _quotient(self, premise: Record, steps: list[Inequality]) -> Inequality:
        """From factor x N + (offset - bound) x y <= 0 and y > 0 follows r <= bound, and likewise from below."""
        identity = self._identities[premise["identity"]]
        y, bound = form_of(identity["denominator"]), exact(premise["bound"])
        sign = Fraction(1 if premise["side"] == "high" else -1)
        numerator = (sign * exact(identity["factor"]), form_of(identity["facts"]))
        wanted = sum_of(numerator, (sign * (exact(identity["offset"]) - bound), y))
        form, right, strict = _step(steps, premise["inequality"])
        least, side = _bound(y, _step(steps, premise["denominator_bound"]))
        if form != wanted or right > 0 or side != "low" or least <= 0:
            raise ValueError("its two steps do not give the bound of the ratio")
        return {identity["ratio"]: sign}, sign * bound, strict

    def stays_positive(self, form: Form) -> bool:
        """Whether printed figures and declared signs alone keep a form from falling below 0."""
        least = Fraction(0)
        for fact, coefficient in form.items():
            end = self.printed_end(fact, "low" if coefficient > 0 else "high")[0]
            if end is None:
                return False
            least += coefficient * end
        return least >= 0


def _claims(certificate: Record, last: Inequality) -> bool:
    """Whether the last step is a contradiction, or the bound of the fact on the side that the certificate names."""
    form, bound, strict = last
    if certificate["fact"] is None:
        return not form and (bound < 0 or (bound == 0 and strict is True))
    side = 1 if certificate["side"] == "high" else -1
    return list(form) == [certificate["fact"]] and side * form[certificate["fact"]] > 0


def _from_end(fact: str | None, side: str, end: End) -> Inequality:
    if end[0] is None or fact is None:
        raise ValueError(f"nothing bounds {fact} on its {side} side")
    sign = Fraction(1 if side == "high" else -1)
    return {fact: sign}, sign * end[0], end[1]


def _step(steps: list[Inequality], number: int) -> Inequality:
    if not 0 <= number < len(steps):
        raise ValueError(f"it rests on step {number}, which does not come before")
    return steps[number]


def _bound(form: Form, step: Inequality) -> tuple[Fraction, str]:
    """The bound of `form` that a step proves, and its side."""
    for sign, side in ((Fraction(1), "high"), (Fraction(-1), "low")):
        if step[0] == sum_of((sign, form)):
            return sign * step[1], side
    raise ValueError("a step bounds something else than the ratio or its denominator")
