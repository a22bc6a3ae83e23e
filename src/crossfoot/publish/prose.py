"""Markdown of the pages to HTML, with the numbers of each paragraph in their places."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from crossfoot.model.pages import Number, Prose
from crossfoot.publish.links import Links

_PLACE = re.compile(r"\{(\d+)\}")


class Writer:
    """Renders prose; raw HTML in it stays text."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self._markdown.inline.ruler.before("emphasis", "number", _number_rule)
        self._markdown.renderer.rules["number"] = self._number  # type: ignore[attr-defined]
        self._markdown.add_render_rule("heading_open", _one_lower)
        self._markdown.add_render_rule("heading_close", _one_lower)

    def html(self, prose: Prose) -> Markup:
        """The HTML of a piece of prose."""
        return Markup(self._markdown.render(prose.markdown, {"numbers": prose.numbers}))  # noqa: S704

    def line(self, text: str) -> Markup:
        """The HTML of one line, such as a note under a table."""
        return Markup(self._markdown.renderInline(text, {"numbers": ()}))  # noqa: S704

    def _number(self, tokens: Sequence[Token], place: int, *rest: Any) -> str:
        env: EnvType = rest[-1]
        number: Number = env["numbers"][tokens[place].meta["number"]]
        return str(self._links.sentence(number))


def _one_lower(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    """The page's title is its only first-level heading, so headings within it begin at the second level."""
    token = tokens[place]
    if token.tag == "h1":
        token.tag = "h2"
    return renderer.renderToken(tokens, place, options, env)


def _number_rule(state: StateInline, silent: bool) -> bool:
    found = _PLACE.match(state.src, state.pos)
    if found is None or int(found[1]) >= len(state.env["numbers"]):
        return False
    if not silent:
        state.push("number", "", 0).meta = {"number": int(found[1])}
    state.pos = found.end()
    return True
