"""The templates of pages: everything that is put into one is escaped, unless it was sanitised before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from archiver.export.plain import html_text

if TYPE_CHECKING:
    from jinja2 import Template

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ps sd ug ur yi".split())  # noqa: SIM905 - as prose


@cache
def template(name: str) -> Template:
    """The template called `name`, such as "html/post.html"."""
    environment = Environment(
        loader=PackageLoader("archiver.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: html_text(value) if type(value) is str else value,
    )
    return environment.get_template(name)


def sanitised(markup: str) -> Markup:
    """Markup that may stand in a page as it is; only for what `markup.rebuild` wrote."""
    return Markup(markup)  # noqa: S704 - see above


def direction(language: str | None) -> str:
    """How a language is written: "ltr", "rtl", or "auto" where the language is unknown."""
    if not language:
        return "auto"
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"
