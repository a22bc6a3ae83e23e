"""YAML with line numbers: nodes are read as composed, so that every problem can name its line.

Scalars keep their text as written (`158.0` stays "158.0"): no YAML number, date or boolean ever comes between a figure
as printed and its reading.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from crossfoot.read.projects.problem_list import ProblemList, known_names

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100
_PLAIN_NULLS = ("", "~", "null")


def line_of(node: Node) -> int:
    """The line at which a node starts, from 1."""
    return int(node.start_mark.line) + 1


def _is_too_deep(text: str) -> bool:
    """Whether the text nests deeper than any project does: composing recurses, and in C that ends the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


def is_plain(node: Node) -> bool:
    """Whether a scalar stands without quotes."""
    return isinstance(node, ScalarNode) and not node.style


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One YAML file: its name in the project folder and the list its problems go to."""

    name: str
    problems: ProblemList

    def compose(self, text: str) -> Node | None:
        """The root node, or None where the file is empty or broken (noted)."""
        try:
            if _is_too_deep(text):
                self.problems.add(self.name, 0, "the YAML is nested too deeply", "Write it with fewer brackets.")
                return None
            root = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 0
            what = error.problem or error.context or "it cannot be parsed"
            remedy = "Check indentation, colons and quotes there."
            if what.startswith("found character '\\t'") or (mark and _begins_with_tab(text, line)):
                what, remedy = "a tab sets the line in", "Set it in with blanks."
            self.problems.add(self.name, line, f"broken YAML: {what}", remedy)
            return None
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self.problems.add(self.name, line, f"broken YAML: {error.reason}", "Delete that character.")
            return None
        if root is None:
            self.problems.add(self.name, 0, "the file is empty", "Fill it as docs/project-folder.md shows.")
        return root

    def complain(self, node: Node, message: str, remedy: str) -> None:
        """Note a problem at a node."""
        self.problems.add(self.name, line_of(node), message, remedy)

    def mapping(self, node: Node, what: str) -> dict[str, tuple[Node, Node]]:
        """Key node and value node by key; a key given twice is a problem, and so is anything but a mapping."""
        if not isinstance(node, MappingNode):
            self.complain(node, f"{what} should be a mapping of names to values", "Write it as `name: value` lines.")
            return {}
        entries: dict[str, tuple[Node, Node]] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.complain(key, f"a name in {what} is no plain text", "Write it as one word before the colon.")
            elif key.value in entries:
                first = line_of(entries[key.value][0])
                self.complain(
                    key, f"{key.value!r} is given twice in {what}, first in line {first}", "Keep one of them."
                )
            else:
                entries[key.value] = (key, value)
        return entries

    def fields(self, node: Node, what: str, known: Collection[str]) -> dict[str, Node]:
        """Value nodes by key, where only `known` keys may stand."""
        values = {}
        for name, (key, value) in self.mapping(node, what).items():
            if name in known:
                values[name] = value
            else:
                self.complain(key, f"{what} has no field {name!r}", known_names(name, known, "fields"))
        return values

    def require(self, node: Node, values: Mapping[str, Node], what: str, names: Collection[str]) -> bool:
        """Whether all of `names` are given; each that is not is a problem."""
        missing = [name for name in names if name not in values]
        for name in missing:
            self.complain(node, f"{what} lacks {name!r}", f"Add `{name}:` to it.")
        return not missing

    def sequence(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list."""
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.complain(node, f"{what} should be a list", "Write it as [a, b] or as lines that start with a dash.")
        return []

    def text(self, node: Node, what: str) -> str:
        """A scalar's text as written, without surrounding blanks; empty for nothing (`note:`)."""
        if not isinstance(node, ScalarNode):
            self.complain(node, f"{what} should be one text, not a list or mapping", "Put the text in quotes.")
            return ""
        return "" if is_plain(node) and node.value in _PLAIN_NULLS else str(node.value).strip()

    def texts(self, node: Node, what: str) -> list[str]:
        """The texts of a list of scalars."""
        return [self.text(entry, what) for entry in self.sequence(node, what)]

    def flag(self, node: Node, what: str) -> bool:
        """A yes or no."""
        word = self.text(node, what).casefold()
        if word not in ("yes", "true", "no", "false"):
            self.complain(node, f"{what} is {word!r}, neither yes nor no", "Write true or false.")
        return word in ("yes", "true")


def _begins_with_tab(text: str, line: int) -> bool:
    lines = text.splitlines()
    return line <= len(lines) and "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]
