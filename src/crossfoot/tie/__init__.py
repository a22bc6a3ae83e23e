"""Does it tie, which figure is wrong, what is missing: propagate, solve, recover, explain, certify.

`engine` is the whole pass. It decides every linked part together (`joint`, `trouble`), asks how each fact is known and
between which ends it lies (`sources`, `bounds`, `quotients`), and says so (`verdicts`, `unreached`); `readings` chooses
among the readings of a scan before it.

- `rounding`: how each document was rounded, by its words and by its relations.
- `solving`: points, witnesses and certificates: what a solver proposes in floats, and whole numbers verify.
- `anew`: a judged book tied again after one figure has changed.
- `blame`: what is likely wrong, and what it should be. `recovery`: labels of lost order, back in their places.
- `discovery`: identities that nobody declared. `documents`: documents tied to each other.
- `wording`: proofs in words. `verification`: the checker, which shares no code with any of these.
"""
