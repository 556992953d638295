"""What every table, view and column of the archive means: the source of docs/schema.md."""

from __future__ import annotations

from typing import Final

# `name = meaning` for a table or view, then, set in, its columns; those that need no words share a line.
_TEXT = """
sites = The sites that are archived.
    id
    name = Short and unique, as on the command line.
    url = Where the blog begins.
    host = Its host without www., with a port that is not the scheme's own.
    title = The site's name for people, where archiver.toml gives one.
    settings = The site's settings as of its last crawl, as JSON.
    added_at = When the site came into the archive.
    due_at = When its next crawl is due.
    experience = How its announced modifications proved, and how many posts its REST counts, as JSON.
profiles = What was learned about a site; every version stays.
    id site_id
    version = 1, 2, …: one more each time the learned value changed.
    captures = From how many captures it was learned.
    learned_at = When.
    value = The profile as JSON: addresses, templates, fields.
runs = Crawls, one row each.
    id site_id
    started_at = When it began.
    finished_at = When it ended; NULL while it runs.
    outcome = How it ended; NULL while it runs, killed where it never said.
    exit_code = As the command ended.
    counts = Counts by name, as JSON: requests, bytes (of bodies, decompressed), new, revised, failed, …
urls = Every address ever met, with the state of its fetch: the frontier.
    id site_id
    url = As it is fetched: without fragment, tracking and session parameters.
    identity = What all spellings of the address have in common; unique within a site.
    role = What stands there: post, page, listing, feed, sitemap, api, media, other, unknown.
    state = due, waiting (fetched, and read once the site is learned), done, failed or excluded.
    reason = Why it failed, was excluded, or is no post.
    priority = The higher, the sooner it is fetched.
    depth = Clicks from the site's own address, a sitemap or a feed.
    redirects = Redirects that led here, one after the other.
    attempts = Failed fetches since the last that succeeded.
    shape = The address with its changing parts left out, as the site's profile sees it.
    found_at = When it was first met.
    found_on = The document that first named it.
    run_id = The run that first met it.
    etag = Validator for the next request.
    last_modified = Validator for the next request.
    sitemap_lastmod = Modification time that a sitemap, feed or REST stated last.
    fetched_at = When it last answered.
    status = HTTP status of the last fetch.
    due_at = When it is to be fetched (again); NULL for never by itself.
    capture_id = Its newest capture with a body.
    redirect_to = The address that it redirects to.
    post_id = The post that stands there, or whose alias it is.
leads = What each source says of an address: one row an address and source.
    url_id
    source = sitemap, feed, rest, platform, listing, pagination, link, neighbour, canonical, redirect, …
    found_on = The document that says so.
    role = What the source takes the address for.
    anchor = The longest text of a link to it.
    title = What the source states about the post; NULL where it says nothing.
    published_at = As stated, as precise as stated.
    modified_at = As stated, as precise as stated.
    authors = JSON: names, addresses, biographies.
    categories = JSON list of names.
    tags = JSON list of names.
    description language
    excerpt = A summary, or the beginning of the text.
    seen_at = When the source last said so, or last said something new.
    capture_id = The capture of the document that says so.
captures = Fetches: what was asked, when, and what came back.
    id url_id run_id
    url = The address as it was asked.
    fetched_at = When.
    status = HTTP status; 304 and redirects included.
    headers = JSON list of [name, value], as received.
    body_id = The payload; NULL where it was empty.
    size_bytes = Size of the payload.
    settled = 1 once a decision was drawn from it.
    fixity = Digest of url, fetched_at, status and headers.
bodies = Payloads, each kept once, exact to the byte.
    id
    digest = Payload digest: sha256: and 64 hex digits of the bytes before compression.
    size_bytes = Size before compression.
    dictionary_id = The dictionary that is needed to decompress it.
    base_id = The body that is needed, as prefix, to decompress it: an earlier version of the page.
    chain = How many bodies have to be decompressed before it.
    data = A zstd frame with checksum.
dictionaries = Some of a site's own pages, against which its bodies are compressed. Never deleted.
    id site_id
    digest = sha256 of the dictionary before compression.
    made_at
    data = A zstd frame: the pages, one after the other.
posts = The posts as they stand, one row each.
    id site_id
    url_id = Its own address.
    url = Its own address, as text.
    status = live or gone.
    gone_at = When it was confirmed to be gone.
    title
    authors = Names, separated by commas, for searching; one row each in authors_posts.
    tags_text = Categories and tags, separated by commas, for searching; one row each in posts_tags.
    description = The site's own summary.
    language = BCP 47, such as de or pt-BR.
    published_at = As the site states it, as precise as it does; the first ten characters are the day.
    modified_at = Likewise.
    series = The series that it belongs to.
    word_count = Words of the text; characters, where the script has no spaces.
    revision = Number of its current revision.
    revised_at = When that was recorded.
    content_hash = Digest of what makes a revision: title, text, authors, terms, images, day.
    text_hash = Digest of the text alone.
    fixity = Digest of the row's content, for verify.
    capture_id = The capture that it was read from.
    profile_version = The profile that it was read with.
    extractor_version = The extractor that it was read with.
    method = How the text was found: template, plain, feed or rest.
    quality = How the extraction went, as JSON.
    provenance = Where each field was read, and how sure that is, as JSON.
    text = Plain, one block a line, captions included.
    markdown = The same with its structure.
    html = The same with its structure, sanitised.
    parts = Pairs of characters for the search index, where the script has no spaces; else NULL.
sightings = When a post was seen on its site; apart from posts, so that looking again rewrites no text.
    post_id first_seen_at last_seen_at
    missing_since = When it was first not found any more, since it was last seen.
    missing_reason = What was found instead.
revisions = Every distinct content of a post. The view revision shows them whole.
    id post_id
    number = 1, 2, …
    kind = new; revised: the site edited it; derived: the same capture, read better.
    created_at = When it was recorded.
    reason = Why it counts as a revision.
    fields = JSON list of the fields that differ from the revision before.
    words_added words_removed
    capture_id = The capture that it was read from.
    profile_version = The profile that it was read with.
    extractor_version = The extractor that it was read with.
    content_hash = As in posts.
    text_hash = As in posts.
    fixity = Digest of the content, for verify.
    title
    authors = JSON list of names.
    categories = JSON list of names.
    tags = JSON list of names.
    images = JSON list of addresses.
    published_at modified_at description language
    text = NULL for the current revision: there it stands in posts.
    markdown = NULL for the current revision: there it stands in posts.
events = What happened to posts, in the order that it was recorded.
    id post_id run_id
    at = When it was recorded.
    kind = new, revised, derived, duplicate (another address was found), moved, gone, back.
    reason = Why it was recorded.
    revision = The revision that came of it.
    from_url = moved: the old address; duplicate: the other address.
    to_url = moved: the new address.
aliases = Other addresses of posts.
    url_id post_id
    reason = Why: redirect, canonical, same-content, …
    found_at
authors = Who wrote the posts of a site.
    id site_id name
    url = The author's page.
    bio = As the site prints it.
authors_posts = Which author wrote which post.
    post_id author_id
    position = 0 for the author named first.
tags = The terms of a site.
    id site_id
    kind = tag or category.
    name
posts_tags = Which post has which term.
    post_id tag_id
    position = 0 for the term named first; categories before tags.
images = The images of posts.
    id post_id
    position = 0 for the first in the text.
    url = Resolved from lazy loading, srcset and picture.
    alt caption
    sha256 = Of the file, once it is kept.
    path = Of the file, once it is kept.
links = The links in posts' texts.
    id post_id
    position = 0 for the first in the text.
    url = Absolute.
    text = What is linked.
    identity = As in urls: joins links to addresses that are known.
similar = Posts that resemble each other; reported, never merged.
    post_id = The smaller id.
    other_post_id
    similarity = 0 to 1: the share of text in common.
signatures = What near-duplicates are found by: derived from posts' texts, and made anew where it is missing.
    post_id
    text_hash = Of the text that it was made of, as in posts.
    method = How it was made; others are not compared with it.
    signature = MinHash of the text's shingles; empty for a text of fewer than three words.
problems = What failed, where and how often; one row a site, address and kind.
    id site_id url
    kind = fetch, extraction, empty, …
    message first_at last_at
    times = How often in a row.
    resolved_at = When it was found to be well again; NULL while it is open.
post = Posts with the names of all that belongs to them.
    id site url status title
    authors = Separated by commas.
    categories = Separated by commas; NULL for none.
    tags = Separated by commas; NULL for none.
    published_at modified_at language description word_count revision revised_at first_seen_at last_seen_at gone_at
    text markdown html
post_authors = A row for each post and each of its authors.
    post_id site title url published_at position author author_url bio
revision = Revisions, with their text.
    id post_id number kind created_at reason fields words_added words_removed title
    authors = JSON list.
    categories = JSON list.
    tags = JSON list.
    images = JSON list.
    published_at modified_at description language text markdown content_hash text_hash capture_id profile_version
    extractor_version
changes = What happened, with the post's title and what its revision changed.
    id = As in events.
    at site kind title url reason revision
    fields = JSON list; NULL where no revision came of it.
    words_added words_removed from_url to_url post_id run_id
coverage_urls = Each address that a source names as a post, and what became of it.
    site source url
    fate = archived, failed, excluded, open (not fetched or not read yet), not-a-post.
    reason = Why it failed, was excluded, or is no post.
    title = As the source states it.
    published_at = As the source states it.
    post_id url_id site_id
coverage = For each site and source: how many posts it names, and what became of them.
    site source
    named = archived + failed + excluded + open + not_a_post.
    archived = Counted in posts: two addresses of one post count once.
    failed excluded open
    not_a_post = Read, and judged to be something else.
    alone = Archived posts that no other source names.
dead_links = Links in posts to addresses of the same site that are gone.
    post_id site title
    url = The post.
    link = The address that is gone.
    text = What is linked.
    status reason checked_at
"""


def _parse(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    found: dict[str, tuple[str, dict[str, str]]] = {}
    columns: dict[str, str] = {}
    for line in text.strip().splitlines():
        names, _, meaning = line.partition(" = ")
        if not line.startswith(" "):
            columns = {}
            found[names] = (meaning, columns)
        else:
            columns.update(dict.fromkeys(names.split(), meaning))
    return found


MEANINGS: Final = _parse(_TEXT)  # table or view -> its meaning, and column -> meaning, "" where the name says it
