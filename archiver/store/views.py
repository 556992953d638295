"""The views of an archive, for the common questions. What each column means: `columns.py`, docs/schema.md."""

from __future__ import annotations

VIEWS = """
CREATE VIEW post AS
SELECT
    posts.id, sites.name AS site, posts.url, posts.status, posts.title, posts.authors,
    (SELECT group_concat(name, ', ') FROM (
        SELECT tags.name FROM posts_tags JOIN tags ON tags.id = posts_tags.tag_id
        WHERE posts_tags.post_id = posts.id AND tags.kind = 'category' ORDER BY posts_tags.position)) AS categories,
    (SELECT group_concat(name, ', ') FROM (
        SELECT tags.name FROM posts_tags JOIN tags ON tags.id = posts_tags.tag_id
        WHERE posts_tags.post_id = posts.id AND tags.kind = 'tag' ORDER BY posts_tags.position)) AS tags,
    posts.published_at, posts.modified_at, posts.language, posts.description, posts.word_count, posts.revision,
    posts.revised_at, sightings.first_seen_at, sightings.last_seen_at, posts.gone_at, posts.text, posts.markdown,
    posts.html
FROM posts JOIN sites ON sites.id = posts.site_id JOIN sightings ON sightings.post_id = posts.id;

CREATE VIEW post_authors AS
SELECT
    posts.id AS post_id, sites.name AS site, posts.title, posts.url, posts.published_at,
    authors_posts.position, authors.name AS author, authors.url AS author_url, authors.bio
FROM authors_posts
JOIN authors ON authors.id = authors_posts.author_id
JOIN posts ON posts.id = authors_posts.post_id
JOIN sites ON sites.id = posts.site_id;

CREATE VIEW revision AS
SELECT
    revisions.id, revisions.post_id, revisions.number, revisions.kind, revisions.created_at, revisions.reason,
    revisions.fields, revisions.words_added, revisions.words_removed, revisions.title, revisions.authors,
    revisions.categories, revisions.tags, revisions.images, revisions.published_at, revisions.modified_at,
    revisions.description, revisions.language, coalesce(revisions.text, posts.text) AS text,
    coalesce(revisions.markdown, posts.markdown) AS markdown, revisions.content_hash, revisions.text_hash,
    revisions.capture_id, revisions.profile_version, revisions.extractor_version
FROM revisions JOIN posts ON posts.id = revisions.post_id;

CREATE VIEW changes AS
SELECT
    events.id, events.at, sites.name AS site, events.kind, posts.title, posts.url, events.reason, events.revision,
    revisions.fields, revisions.words_added, revisions.words_removed, events.from_url, events.to_url, events.post_id,
    events.run_id
FROM events
JOIN posts ON posts.id = events.post_id
JOIN sites ON sites.id = posts.site_id
LEFT JOIN revisions ON revisions.post_id = events.post_id AND revisions.number = events.revision;

CREATE VIEW coverage_urls AS
SELECT
    sites.name AS site, leads.source, urls.url,
    CASE
        WHEN urls.post_id IS NOT NULL THEN 'archived'
        WHEN urls.state IN ('failed', 'excluded') THEN urls.state
        WHEN urls.state IN ('due', 'waiting') THEN 'open'
        ELSE 'not-a-post'
    END AS fate,
    urls.reason, leads.title, leads.published_at, urls.post_id, urls.id AS url_id, urls.site_id
FROM leads
JOIN urls ON urls.id = leads.url_id
JOIN sites ON sites.id = urls.site_id
WHERE leads.source NOT IN ('seed', 'well-known', 'robots', 'redirect', 'canonical', 'opml')
    AND (urls.post_id IS NOT NULL OR leads.role = 'post' OR urls.role = 'post');

CREATE VIEW coverage AS
WITH single AS (
    SELECT post_id, min(source) AS source FROM coverage_urls WHERE post_id IS NOT NULL
    GROUP BY post_id HAVING count(DISTINCT source) = 1
)
SELECT
    site, naming.source,
    count(DISTINCT ifnull(naming.post_id, -naming.url_id)) AS named,
    count(DISTINCT naming.post_id) AS archived,
    count(iif(fate = 'failed', 1, NULL)) AS failed,
    count(iif(fate = 'excluded', 1, NULL)) AS excluded,
    count(iif(fate = 'open', 1, NULL)) AS open,
    count(iif(fate = 'not-a-post', 1, NULL)) AS not_a_post,
    count(DISTINCT single.post_id) AS alone
FROM coverage_urls AS naming
LEFT JOIN single ON single.post_id = naming.post_id
GROUP BY site_id, naming.source;

CREATE VIEW dead_links AS
SELECT
    posts.id AS post_id, sites.name AS site, posts.title, posts.url, links.url AS link, links.text, urls.status,
    urls.reason, urls.fetched_at AS checked_at
FROM urls
CROSS JOIN links ON links.identity = urls.identity
JOIN posts ON posts.id = links.post_id AND posts.site_id = urls.site_id
JOIN sites ON sites.id = posts.site_id
WHERE urls.state = 'failed' AND (urls.status IS NULL OR urls.status IN (404, 410) OR urls.status >= 500);
"""
