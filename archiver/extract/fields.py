"""A post's metadata out of its page: each field from the source that is right on this site, with its provenance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from archiver.evidence import biographies, choice, dom, guesses, keys, local_time, names, statements, structured, titles
from archiver.evidence.values import AUTHOR_LINK, DATES, VISIBLE, Habits, Readings, Value
from archiver.profile.fields import FIELDS, FieldRule, FieldRules
from archiver.records import Author, Provenance, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from archiver.page import Page

ESSENTIAL = ("title", "published_at")  # looked for anywhere on the page where the learned sources are silent
GUESSED = ("title", "published_at", "authors")  # what trafilatura is asked for at last
UNLEARNED = 0.5  # confidence of a value where nothing was learned about its source
ELSEWHERE = (*ESSENTIAL, "authors")  # the same without guessing: posts of another layout
WELL_MARKED = 0.8  # weight that authors need there
NEAR = 0.8  # what standing at the post's text adds to the weight of a heading
SITE = "site"  # source of what is said of the site, not of the page
GUESS = 0.2  # confidence of trafilatura's and htmldate's own answers
COMPARED_FROM = 0.9  # sources right this often have a say in whether a page's sources agree
_SILENT = 2  # elements not found before the page's classes are gathered, which costs as much as two searches


@dataclass(frozen=True, slots=True)
class Fields:
    """A post's metadata, and where it was read.

    agreement: share of the fields with several sources on which these agree; None where no field has several.
    warnings: "no-title", "date-guessed", "no-date".
    """

    title: str = ""
    authors: tuple[Author, ...] = ()
    published_at: str | None = None
    modified_at: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str | None = None
    language: str | None = None
    series: str | None = None
    provenance: tuple[Provenance, ...] = ()
    agreement: float | None = None
    warnings: tuple[str, ...] = ()


def read(
    page: Page, rules: FieldRules, says: Mapping[Source, Statement], container: HtmlElement | None = None
) -> Fields:
    """The post's metadata: by the learned rules where there are any, else by what its sources agree on.

    says: what feeds and REST state about this very post. container: the element that holds the post's text, where it
    is known: without rules, headings and bylines near it count for more.
    """
    return _Reading(page, rules, says, container).fields()


class _Reading:
    """One page being read."""

    def __init__(
        self, page: Page, rules: FieldRules, says: Mapping[Source, Statement], container: HtmlElement | None
    ) -> None:
        self.page = page
        self.rules = rules
        self.container = container
        language = structured.language(page.tree.get("lang") or "") or ""
        self.habits = Habits(rules.date_order, rules.splits_names, language.partition("-")[0])
        self.cheap = structured.read(page, self.habits)
        for said in (statements.read(says, splits_names=bool(rules.splits_names)), statements.listed(says)):
            for field, values in said.items():
                self.cheap.setdefault(field, {}).update(values)
        self.site_names = () if rules.posts else structured.site_names(page)
        self.spellings = dict(rules.spellings)
        self.silent = 0  # learned elements that are not on this page
        self.reader = dom.Reader(page.base_url, self.habits)
        self._found: dict[str, tuple[HtmlElement, ...]] = {}
        self._seen: Readings | None = None
        self._guessed: Readings | None = None
        self.provenance: list[Provenance] = []
        self.agreements: list[bool] = []
        self.warnings: list[str] = []

    def fields(self) -> Fields:
        """All fields, each with its provenance."""
        found = {field: self._field(field) for field in FIELDS}
        authors = self._with_addresses(cast("tuple[Author, ...]", found["authors"] or ()))
        if self.rules.author_boxes is not False:
            authors = biographies.with_biographies(authors, self.page.tree)
        if not found["title"]:
            self.warnings.append("no-title")
        if not found["published_at"]:
            self.warnings.append("no-date")
        return Fields(
            title=cast("str", found["title"] or ""),
            authors=authors,
            published_at=cast("str | None", found["published_at"]),
            modified_at=cast("str | None", found["modified_at"]),
            categories=cast("tuple[str, ...]", found["categories"] or ()),
            tags=cast("tuple[str, ...]", found["tags"] or ()),
            description=cast("str | None", found["description"]),
            language=cast("str | None", found["language"]),
            series=cast("str | None", found["series"]),
            provenance=tuple(self.provenance),
            agreement=round(sum(self.agreements) / len(self.agreements), 3) if self.agreements else None,
            warnings=tuple(self.warnings),
        )

    def _with_addresses(self, authors: tuple[Author, ...]) -> tuple[Author, ...]:
        """The authors with the addresses and biographies that other sources of the page give to the same names."""
        if not authors or all(author.url for author in authors):
            return authors
        known = list(self.cheap.get("authors", {}).items())
        rule = self.rules.rule("authors")
        links = (one.source for one in rule.sources if one.source.startswith(AUTHOR_LINK)) if rule else ()
        known += [(source, value) for source in links if (value := self._value("authors", source))]
        others: dict[str, Author] = {}
        for source, value in known:
            for author in cast("tuple[Author, ...]", value) if self.rules.allows("authors", source) else ():
                key = names.key(self._spelled(author).name)
                one = others.get(key, author)
                others[key] = replace(one, url=one.url or author.url, bio=one.bio or author.bio)
        return tuple(
            replace(author, url=author.url or same.url, bio=author.bio or same.bio)
            for author in authors
            for same in [others.get(names.key(author.name), author)]
        )

    def _field(self, field: str) -> Value | None:
        rule = self.rules.rule(field)
        found = self._pinned(field) if self.rules.pinned else None
        if found is None and rule is not None and rule.sources:
            found = self._learned(field, rule)
        if found is None and (rule is None or field in ELSEWHERE):
            found = self._chosen(field)
        if found is None and field in (GUESSED if rule is None else ESSENTIAL):
            found = self._guess(field)
        if found is None and field == "authors":
            found = self._sole_author()
        return found

    def _sole_author(self) -> tuple[Author, ...] | None:
        """The one who writes on this site, for a page that names nobody; none where what may have told is forbidden."""
        rule = self.rules.rule("authors")
        told = [SITE, *(source.source for source in rule.sources)] if rule is not None else [SITE]
        if not self.rules.sole_author or not all(self.rules.allows("authors", source) for source in told):
            return None
        self.provenance.append(Provenance("authors", SITE, UNLEARNED))
        return (Author(self.rules.sole_author),)

    def _pinned(self, field: str) -> Value | None:
        for source in self.rules.pins(field):
            value = self._value(field, source)
            if value:
                self.provenance.append(Provenance(field, source, 1.0))
                return value
        return None

    def _learned(self, field: str, rule: FieldRule) -> Value | None:
        """The value of the best source that states one; whether the next one that is cheap to read agrees is noted.

        An element of the page is looked for to that end where the field is essential, and none was read for it.
        """
        first: Value | None = None
        enough = False
        for learned in rule.sources:
            costly = learned.source.startswith(VISIBLE)
            if not self.rules.allows(field, learned.source) or (costly and enough):
                continue
            value = self._value(field, learned.source)
            if not value:
                continue
            enough = enough or costly or field not in ESSENTIAL
            if first is None:
                first = value
                self.provenance.append(Provenance(field, learned.source, learned.agreement))
            elif learned.agreement >= COMPARED_FROM:
                if field in DATES and learned.source.startswith((*VISIBLE, "address")):
                    first = local_time.as_shown(cast("str", first), cast("str", value))
                self.agreements.append(choice.agree(field, first, value))
                break
        return first

    def _value(self, field: str, source: str) -> Value | None:
        if source.startswith(VISIBLE):
            if self.silent >= _SILENT and not keys.can_stand(source.partition(":")[2], self._classes):
                return None
            value = dom.value_of(field, source, self._elements(source.partition(":")[2]), self.reader)
            self.silent += value is None
        else:
            value = self.cheap.get(field, {}).get(source)
        return self._cleaned(field, source, value) if value else None

    def _elements(self, key: str) -> tuple[HtmlElement, ...]:
        """The elements of a key, looked for once: a line may state both the date and the author."""
        if key in self._leading and key not in self._found:
            self._found.update(keys.find_each(self.page.tree, self._leading))
        elif key not in self._found:
            self._found[key] = tuple(keys.find(self.page.tree, key))
        return self._found[key]

    @cached_property
    def _leading(self) -> tuple[str, ...]:
        """The keys of elements that are read on every page: those of the fields' best sources."""
        best = [rule.sources[0].source for rule in self.rules.fields if rule.sources]
        visible = (source.partition(":")[2] for source in best if source.startswith(VISIBLE))
        return tuple(dict.fromkeys(key for key in visible if not key.endswith("]")))

    def _cleaned(self, field: str, source: str, value: Value) -> Value | None:
        if field == "title" and isinstance(value, str) and not source.startswith(VISIBLE):
            affixes = self.rules.title_prefixes, self.rules.title_suffixes
            known = titles.without_site(value, *affixes)
            if self.rules.posts and (known != value or source != "title-tag"):
                return known
            return titles.without_names(known, (*self.site_names, *titles.names_in(*affixes)))
        if field == "authors" and self.spellings:
            spelled = (self._spelled(author) for author in cast("tuple[Author, ...]", value))
            return tuple(author for author in spelled if author.name) or None
        if field in DATES and self.rules.utc_offset_min is not None:
            return local_time.shifted(cast("str", value), self.rules.utc_offset_min)
        return None if field == "description" and value in self.rules.boilerplate else value

    def _spelled(self, author: Author) -> Author:
        return replace(author, name=self.spellings.get(author.name, author.name))

    def _chosen(self, field: str) -> Value | None:
        """What the page's own sources agree on, where nothing was learned (or nothing that is on this page)."""
        values = {**self.cheap.get(field, {}), **self._visible().get(field, {})}
        cleaned = {
            source: kept
            for source, value in values.items()
            if self.rules.allows(field, source) and (kept := self._cleaned(field, source, value))
        }
        rule = self.rules.rule(field)
        if rule is not None:
            turned_down = {source for source, _ in rule.rejected}
            cleaned = {source: value for source, value in cleaned.items() if source not in turned_down}
        supported = choice.supported(field, cleaned, self.site_names)
        chosen = choice.choose(field, supported, self._weigh, self._least(field))
        if chosen is None:
            return None
        self.provenance.append(
            Provenance(field, chosen.source, round(UNLEARNED * min(1.0, chosen.weight) * (1 + chosen.share) / 2, 3))
        )
        if len(cleaned) > 1:
            self.agreements.append(chosen.share > 0.5)  # noqa: PLR2004 - most of the weight
        return chosen.value

    def _weigh(self, field: str, source: str) -> float:
        weight = choice.prior(field, source)
        return weight + NEAR if field == "title" and source == self._heading else weight

    def _least(self, field: str) -> float:
        """The weight that a value needs: authors whom no learned source names must be well marked."""
        if field == "authors" and self.rules.rule(field) is not None:
            return WELL_MARKED
        return choice.LEAST.get(field, choice.STATED)

    @cached_property
    def _classes(self) -> str:
        return keys.class_names(self.page.tree)

    @cached_property
    def _heading(self) -> str | None:
        return None if self.container is None else dom.heading_near(self.page.tree, self.container)

    def _guess(self, field: str) -> Value | None:
        if self._guessed is None:
            self._guessed = guesses.read(self.page)
        value = self._guessed.get(field, {}).get(guesses.SOURCE)
        cleaned = self._cleaned(field, guesses.SOURCE, value) if value else None
        if cleaned and self.rules.allows(field, guesses.SOURCE):
            self.provenance.append(Provenance(field, "htmldate" if field in DATES else guesses.SOURCE, GUESS))
            if field in DATES:
                self.warnings.append("date-guessed")
            return cleaned
        return None

    def _visible(self) -> Readings:
        if self._seen is None:
            self._seen = dom.candidates(self.page.tree, self.page.base_url, self.habits)
        return self._seen
