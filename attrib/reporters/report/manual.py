"""A check's manual page, from Markdown to HTML that leads nowhere and runs nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markupsafe import Markup

# The page stands within a finding, whose own title is a heading of the third level.
_HEADING = "h4"


def page_html(page: str) -> Markup:
    """Return a page as HTML without its title: markup in it is shown as text, links and pictures as their words."""
    from markupsafe import Markup

    return Markup(_markdown().render(_without_title(page)))


def _without_title(page: str) -> str:
    first, _, rest = page.lstrip().partition("\n")
    return rest if first.startswith("# ") else page


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["autolink", "html_inline"])
    for name in ("link_open", "link_close"):
        markdown.add_render_rule(name, _nothing)
    markdown.add_render_rule("image", _words)
    for name in ("heading_open", "heading_close"):
        markdown.add_render_rule(name, _heading)
    return markdown


def _nothing(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    return ""


def _words(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    from markupsafe import escape

    return str(escape(tokens[index].content))


def _heading(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    return f"<{_HEADING}>" if tokens[index].nesting == 1 else f"</{_HEADING}>\n"
