"""YAML whose every text remembers the line it stands at, so that an error can point there."""

from typing import Self

import yaml


class Text(str):
    """A scalar as written, with its line in the file (counted from 1)."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, value: str, line: int) -> Self:
        """The text `value` that stands at `line`."""
        text = super().__new__(cls, value)
        text.line = line
        return text


class Block(dict[Text, "Node"]):
    """A mapping in the order written, with the line of its first key."""

    line: int = 0


class Nodes(list["Node"]):
    """A list, with the line of its first entry."""

    line: int = 0


Node = Text | Nodes | Block


class BrokenYaml(ValueError):
    """The text is no YAML, or repeats a key; `line` says where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def parse_yaml(text: str, first_line: int) -> Node:
    """The YAML of `text`, whose first line is `first_line` of its file. Scalars stay text. Raises BrokenYaml."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenYaml(error.problem or "not YAML", first_line + (mark.line if mark else 0)) from error
    if root is None:
        block = Block()
        block.line = first_line
        return block
    return _node(root, first_line)


def _node(node: yaml.Node, first_line: int) -> Node:
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value, line)
    if isinstance(node, yaml.SequenceNode):
        nodes = Nodes(_node(child, first_line) for child in node.value)
        nodes.line = line
        return nodes
    block = Block()
    block.line = line
    for key_node, value_node in node.value:
        key = _node(key_node, first_line)
        if not isinstance(key, Text):
            raise BrokenYaml("a key must be a word", line)
        if key in block:
            raise BrokenYaml(f"the key '{key}' stands twice", key.line)
        block[key] = _node(value_node, first_line)
    return block
