"""Collects what is wrong with one page file, so that its author sees every problem at once."""

from types import TracebackType

from crossfoot.model.problems import Problem
from crossfoot.publish.marked_yaml import Block, Node, Nodes, Text
from crossfoot.publish.names import Unknown


class Complaints:
    """The problems of one file, in the order found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int, message: str, remedy: str) -> None:
        """Notes a problem at `line` of the file."""
        self.problems.append(Problem(self.file, line, message, remedy))

    def at(self, line: int) -> "Noting":
        """A context that notes whatever its body does not know as a problem at `line`, and goes on."""
        return Noting(self, line)

    def word(self, block: Block, key: str, default: str = "") -> Text:
        """The text under `key` with its line; `default` at the block's line where there is none."""
        node = block.get(Text(key, 0))
        if isinstance(node, Text):
            return node
        if node is not None:
            self.add(node.line, f"'{key}' must be one text", "Write it on one line")
        return Text(default, block.line)

    def text(self, block: Block, key: str, default: str = "") -> str:
        """The text under `key`, `default` where there is none."""
        return str(self.word(block, key, default))

    def whole(self, block: Block, key: str, default: int | None = None) -> int | None:
        """The whole number under `key`, `default` where there is none."""
        node = block.get(Text(key, 0))
        if node is None:
            return default
        if isinstance(node, Text) and node.lstrip("-").isdecimal():
            return int(node)
        self.add(node.line, f"'{key}' must be a whole number", f"Write it as '{key}: 1'")
        return default

    def yes(self, block: Block, key: str) -> bool:
        """Whether `key` says yes."""
        return self.text(block, key).lower() in ("true", "yes", "on")

    def several(self, block: Block, key: str) -> Nodes:
        """The list under `key`; a single text counts as a list of one, nothing as an empty list."""
        node = block.get(Text(key, 0))
        if isinstance(node, Nodes):
            return node
        alone = Nodes([] if node is None else [node])
        alone.line = block.line if node is None else node.line
        return alone

    def only(self, block: Block, allowed: tuple[str, ...]) -> None:
        """Notes every key that is not one of `allowed`."""
        for key in block:
            if key not in allowed:
                self.add(key.line, f"'{key}' is not known here", f"Use {', '.join(allowed)}")

    def needed(self, block: Block, key: str) -> bool:
        """Whether `key` is there; notes its absence."""
        if block.get(Text(key, 0)):
            return True
        self.add(block.line, f"'{key}' is missing", f"Add '{key}: ...'")
        return False

    def block(self, node: Node, short: str) -> Block:
        """The mapping `node`; a bare text stands for `{short: text}`, anything else is noted and empty."""
        if isinstance(node, Block):
            return node
        block = Block()
        block.line = node.line
        if isinstance(node, Text):
            block[Text(short, node.line)] = node
        else:
            self.add(node.line, "a list cannot stand here", f"Write a name or '{short}: name'")
        return block


class Noting:
    """Turns an unknown word into a problem of its line."""

    def __init__(self, complaints: Complaints, line: int) -> None:
        self._complaints = complaints
        self._line = line

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Notes an unknown word and swallows it; lets every other error pass."""
        if not isinstance(error, Unknown):
            return False
        self._complaints.add(self._line, str(error), error.remedy)
        return True
