"""The press: Vega-Lite drawn to SVG in a process of its own, on another processor than the one that writes the pages.

The first drawing costs half a second of warming up. A press that is started before the book is tied has that behind it
when the charts come. It speaks JSON, a line a chart: `{"chart": 3, "specification": {...}}` in, `{"chart": 3, "svg":
"..."}` out, in the same order.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread
from types import TracebackType
from typing import Any, Self

Specification = dict[str, Any]

_FIRST = {"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x", "type": "quantitative"}}}


class PressFailed(RuntimeError):
    """The drawing process ended before its charts were drawn, or refused one; the message is its own."""


class Press:
    """A running press; use it as a context, so that its process ends with the work."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crossfoot.publish.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._drawn: dict[int, str] = {}
        self._asked = 0

    def __enter__(self) -> Self:
        """The press itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stops the process, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def ask(self, specifications: Sequence[Specification]) -> list[int]:
        """Sends charts to be drawn without waiting for them; gives the number of each."""
        numbers = list(range(self._asked, self._asked + len(specifications)))
        self._asked += len(specifications)
        lines = [
            json.dumps({"chart": number, "specification": specification})
            for number, specification in zip(numbers, specifications, strict=True)
        ]
        # a thread of its own: the pipe is shorter than the charts, and the press waits for its drawings to be read
        Thread(target=self._feed, args=(lines,), daemon=True).start()
        return numbers

    def svg(self, number: int) -> str:
        """The drawing of an asked chart, when it is done. Raises PressFailed."""
        while number not in self._drawn:
            line = self._process.stdout.readline() if self._process.stdout else ""
            if not line:
                raise PressFailed(f"the drawing process ended with code {self._process.wait()} before chart {number}")
            answer = json.loads(line)
            if "error" in answer:
                raise PressFailed(answer["error"])
            self._drawn[answer["chart"]] = answer["svg"]
        return self._drawn.pop(number)

    def _feed(self, lines: list[str]) -> None:
        try:
            assert self._process.stdin is not None
            for line in lines:
                self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except (OSError, ValueError):  # the press has gone; whoever waits for a drawing is told
            return


def main() -> None:
    """Draws what comes on standard input until it ends."""
    import vl_convert  # noqa: PLC0415 - only the drawing process pays for it

    vl_convert.vegalite_to_svg(_FIRST)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"svg": vl_convert.vegalite_to_svg(asked["specification"])}
        except ValueError as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps({"chart": asked["chart"], **answer}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
