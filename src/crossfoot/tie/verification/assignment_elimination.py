"""The recount's last resort: whether inequalities contradict each other, by eliminating one unknown after another."""

from collections.abc import Iterable
from math import gcd

Inequality = tuple[tuple[tuple[str, int], ...], int]
"""Pairs of unknown and coefficient, sorted, and the bound that their sum may not exceed."""

MOST = 3000
"""How many inequalities are kept before nothing is claimed."""


def inequality(terms: Iterable[tuple[int, str]], bound: int) -> Inequality:
    """The sum of coefficient x unknown is at most `bound`."""
    added: dict[str, int] = {}
    for coefficient, name in terms:
        added[name] = added.get(name, 0) + coefficient
    return _shortened({name: coefficient for name, coefficient in added.items() if coefficient}, bound)


def contradict(given: Iterable[Inequality]) -> bool:
    """Whether no values satisfy all of them; False also where there are too many to tell."""
    left: dict[tuple[tuple[str, int], ...], int] | None = _tightest(given)
    while left is not None and len(left) <= MOST:
        if any(not terms and bound < 0 for terms, bound in left.items()):
            return True
        name = _cheapest(left)
        if name is None:
            return False
        left = _without(left, name)
    return False


def _cheapest(left: dict[tuple[tuple[str, int], ...], int]) -> str | None:
    """The unknown whose elimination leaves the fewest inequalities."""
    above: dict[str, int] = {}
    below: dict[str, int] = {}
    for terms in left:
        for name, coefficient in terms:
            side = above if coefficient > 0 else below
            side[name] = side.get(name, 0) + 1
    names = sorted(above.keys() | below.keys())
    return min(names, key=lambda one: above.get(one, 0) * below.get(one, 0), default=None)


def _without(left: dict[tuple[tuple[str, int], ...], int], name: str) -> dict[tuple[tuple[str, int], ...], int] | None:
    """What follows for the other unknowns; None where that is too much."""
    above = [(dict(terms), bound) for terms, bound in left.items() if dict(terms).get(name, 0) > 0]
    below = [(dict(terms), bound) for terms, bound in left.items() if dict(terms).get(name, 0) < 0]
    kept = [(terms, bound) for terms, bound in left.items() if name not in dict(terms)]
    if len(above) * len(below) > 4 * MOST:
        return None
    for upper, most in above:
        for lower, least in below:
            up, down = -lower[name], upper[name]
            terms = {one: up * upper.get(one, 0) + down * lower.get(one, 0) for one in upper.keys() | lower.keys()}
            kept.append(_shortened({one: c for one, c in terms.items() if c}, up * most + down * least))
    return _tightest(kept)


def _tightest(given: Iterable[Inequality]) -> dict[tuple[tuple[str, int], ...], int]:
    """Of inequalities over the same sum, the one that says most; those that say nothing fall away."""
    kept: dict[tuple[tuple[str, int], ...], int] = {}
    for terms, bound in given:
        if terms or bound < 0:
            kept[terms] = min(bound, kept.get(terms, bound))
    return kept


def _shortened(terms: dict[str, int], bound: int) -> Inequality:
    """Divided by what the coefficients have in common, the bound rounded so that nothing more is claimed."""
    common = gcd(*terms.values()) if terms else 1
    return tuple(sorted((name, coefficient // common) for name, coefficient in terms.items())), -(-bound // common)
