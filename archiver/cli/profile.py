"""`archiver profile`: what the archive has learned about a site, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.cli.context import Context
    from archiver.profile import AddressGrammar, FieldRules, Template
    from archiver.profile.fields import FieldRule, SourceRule
    from archiver.profile.pins import Pins

_MOST = 12  # shapes, cuts and sources that are listed; --json has all
_WIDTH = 90


@click.command("profile")
@click.argument("site")
@click.option("--version", "version", type=click.IntRange(min=1), metavar="N", help="As it was in version N.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole profile as JSON.")
@click.pass_obj
def command(context: Context, /, site: str, version: int | None, *, as_json: bool) -> None:
    """Show what was learned about a SITE, and from what.

    Any part can be corrected in archiver.toml (docs/configuration.md): a cut is named there as it is written here.
    """
    from archiver.cli.choose import known_site
    from archiver.errors import UsageError

    with context.reading() as archive:
        row = known_site(archive, site)
        found = archive.profiles.latest(row.id) if version is None else archive.profiles.get(row.id, version)
        unused = [problem.message for problem in archive.problems.open(row.id) if problem.kind == "pin-unused"]
    if found is None:
        raise UsageError(f"{row.name} has no profile of version {version}")
    if as_json:
        click.echo(found.to_json())
        return
    click.echo(output.heading(f"{row.name}: profile {found.version}, learned from {found.captures} pages of posts"))
    if not found.version:
        click.echo("Nothing is learned yet: that takes a few posts. Until then each page is read on its own.")
        return
    pages = f"{found.fields.posts} pages, of which feeds or REST describe {found.fields.labelled}"
    for title, lines in (
        ("Addresses", _addresses(found.addresses)),
        ("Templates", _templates(found.templates)),
        (f"Fields, from {pages}", _fields(found.fields)),
    ):
        click.echo("\n" + output.heading(title))
        click.echo(output.plain("\n".join(lines)))
    if pins := list(_pins(row.site.pins)):
        click.echo("\n" + output.heading("Pins, which overrule it"))
        click.echo(output.plain("\n".join([*pins, *(f"  {message}" for message in unused)])))


def _pins(pins: Pins) -> Iterator[str]:
    """What archiver.toml said when the site was last crawled or derived."""
    listed = (("container", pins.container), ("cut", pins.cut), ("never cut", pins.keep), ("never read", pins.forbid))
    for what, keys in listed:
        for key in keys:
            yield f"  {what:<13} {key}"
    for field, source in pins.fields.items():
        yield f"  {field:<13} {source}"


def _addresses(grammar: AddressGrammar) -> Iterator[str]:
    rules = sorted(grammar.shapes, key=lambda rule: -rule.met)
    for rule in rules[:_MOST]:
        yield f"  {rule.role:<8} {rule.sure:>4.0%} sure  {rule.reason}"
        if rule.example:
            yield f"{'':<22}such as {rule.example}"
    if len(rules) > _MOST:
        yield f"  … and {len(rules) - _MOST} more shapes"
    for parameter in grammar.parameters:
        what = "selects another page" if parameter.matters else "changes nothing"
        yield f"  ?{parameter.name}= {what} ({parameter.same} pages the same with it, {parameter.other} other)"
    if grammar.model.marks:
        yield f"  posts are told from other pages by {len(grammar.model.marks)} marks, such as"
        telling = sorted(grammar.model.marks, key=lambda mark: -abs(mark.present - mark.absent))
        for mark in telling[:4]:
            posts, others = grammar.model.posts, grammar.model.others
            yield f"    {mark.name}: on {mark.posts} of {posts} posts, on {mark.others} of {others} other pages"


def _templates(templates: tuple[Template, ...]) -> Iterator[str]:
    if not templates:
        yield "  none: the text is found on each page on its own"
    for template in templates:
        yield f"  {template.name}: the text stands in  {template.container}"
        title = "with the title" if template.has_title else "without the title"
        size = f"{template.size_median} characters in the middle, 5 % below {template.size_low}"
        yield f"    fits {template.pages} of {template.of} pages, {title}; {size}"
        for part in (*template.parts, *template.galleries):
            yield f"    and in  {part}"
        cuts = sorted(template.cuts, key=lambda cut: -cut.pages)
        for cut in cuts[:_MOST]:
            counts = f"on {cut.pages} of {cut.of} pages" if cut.of else "as archiver.toml says"
            yield f"    cut  {output.clipped(cut.key, _WIDTH)}  ({cut.rule}, {counts})"
            if cut.example and cut.selector:
                yield f"         {output.clipped(cut.example, _WIDTH)}"
        if len(cuts) > _MOST:
            yield f"    … and {len(cuts) - _MOST} more cuts"
        for kept in template.keep:
            yield f"    never cut  {kept}"


def _fields(rules: FieldRules) -> Iterator[str]:
    for rule in rules.fields:
        best = _source(rule.sources[0]) if rule.sources else "no source"
        yield f"  {rule.field:<13} {best}, compared with {_basis(rule)}"
        for source in rule.sources[1:4]:
            yield f"  {'':<13} then {_source(source)}"
        for refused, reason in rule.rejected[:3]:
            yield f"  {'':<13} not {refused}: {reason}"
    for what, texts in (("before", rules.title_prefixes), ("after", rules.title_suffixes)):
        for text in texts:
            yield f'  the site writes "{text}" {what} its titles'
    for written, meant in rules.spellings:
        yield f'  author "{written}" is {meant}'
    if rules.sole_author:
        yield f"  posts that name nobody are by {rules.sole_author}, the one whom feeds, pages or feet name"
    if rules.date_order:
        yield f"  dates like 3/4/2021 are {rules.date_order}"


def _basis(rule: FieldRule) -> str:
    return "feeds and REST" if rule.basis == "labels" else "the page's other sources"


def _source(source: SourceRule) -> str:
    return f"{source.source} (right on {source.agreement:.0%} of {source.compared}, there on {source.coverage:.0%})"
