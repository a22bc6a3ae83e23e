"""Corner: the exact point at a corner of the solver's region, for parts whose solutions all touch some interval's edge.

The solver names what holds its corner in place: variables at an end, rows at theirs. Those are equations, solved here
in rational numbers, so that a corner which floats only come near is met exactly.
"""

from collections.abc import Sequence
from fractions import Fraction

from crossfoot.algebra.elimination import triangle
from crossfoot.algebra.programs import Program
from crossfoot.algebra.system import LinearRow
from crossfoot.model.certificates import Side
from crossfoot.tie.solving.solve import Margin, Model, SolverFailed, centre


def corner(program: Program, variables: Sequence[int], rows: Sequence[int]) -> dict[int, Fraction] | None:
    """A corner of the boxes of `variables` and the `rows` of a program, to be checked; None where none is proposed.

    Raises TooMuchWork where the corner takes more work than a part of its size may.
    """
    near = centre(program, variables, rows)
    try:
        held = Model(program, variables, rows, margin=Margin.NONE, centre=near).corner()
    except SolverFailed:
        return None
    if held is None:
        return None
    ends, tight = held
    point = {v: near.get(v, Fraction(0)) for v in variables}
    for variable, side in ends.items():
        end = None if side is None else program.end(variable, side)
        if end is not None:
            point[variable] = end.value
    equations = []
    for number, side in tight.items():
        row = program.rows[number]
        value = row.low if side is Side.LOW else row.high
        if value is not None:
            equations.append(LinearRow(row.identity, row.form, value, value))
    return point if triangle(equations, {}, ends).complete(point) else None
