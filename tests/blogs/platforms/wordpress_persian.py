"""WordPress in Persian: right to left, addresses and dates in Persian, the Jalali calendar in everything a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from blogs.press import Blog, Press
from blogs.writing import Article, html, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def build(origin: str) -> Blog:
    """Twenty-six posts; Gregorian dates stand only in meta properties and the feed of ten."""
    press = Press("پنجره‌ی رو به حیاط", origin, "fa", 26)
    press.place(lambda article: f"/{article.slug}/")
    press.chrome += [
        "مطالب مرتبط",
        "دیدگاهتان را بنویسید",
        "این مطلب را با دوستان خود به اشتراک بگذارید",
        "نوشته‌های تازه",
    ]
    for article in press.articles:
        press.post(
            article,
            _document(
                press,
                f"{article.title} - {press.name}",
                _single(press, article),
                f"rtl post-template-default single single-post postid-{60 + article.index}",
                _head(press, article),
            ),
        )
    lists: list[tuple[str, str, Sequence[Article]]] = [("/", press.name, press.newest)]
    lists += [
        (f"/category/{slugify(name)}/", name, [a for a in press.newest if name in a.categories])
        for name in dict.fromkeys(a.categories[0] for a in press.articles)
    ]
    lists += [
        (f"/tag/{slugify(tag)}/", tag, [a for a in press.newest if tag in a.tags])
        for tag in dict.fromkeys(t for a in press.articles for t in a.tags)
    ]
    for base, title, chosen in lists:
        press.listing(
            chosen,
            8,
            lambda number, base=base: base if number == 1 else f"{base}page/{number}/",
            lambda shown, number, last, base=base, title=title: _archive(press, title, base, shown, (number, last)),
        )
    press.page(
        "/درباره-ما/",
        _document(
            press,
            f"درباره ما - {press.name}",
            '<main class="content"><article class="page"><h1 class="entry-title">درباره ما</h1><div class="entry-content"><p>این‌جا درباره‌ی سفر و کتاب و چای می‌نویسیم.</p></div></article></main>',
            "rtl page",
            "",
        ),
        kind="page",
    )
    press.rss("/feed/", press.newest[:10])
    press.sitemap(
        "/sitemap_index.xml", [(f"{origin}/post-sitemap.xml", None), (f"{origin}/page-sitemap.xml", None)], index=True
    )
    press.sitemap("/post-sitemap.xml", press.post_urls())
    press.sitemap("/page-sitemap.xml", [(f"{origin}/{quote('درباره-ما')}/", None)])
    press.robots("/sitemap_index.xml")
    return press.blog()


def jalali(moment: datetime) -> str:
    """A day of the Persian calendar in words; the 33-year arithmetic rule, right from 1925 to 2124."""
    year, month, day = jalali_parts(moment.year, moment.month, moment.day)
    return f"{day} {MONTHS[month - 1]} {year}".translate(_DIGITS)


def body(article: Article) -> str:
    """A post's own blocks."""
    return html(
        article,
        lambda address, alt, caption: (
            f'<figure class="wp-caption alignnone"><img class="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-lazy-src="/wp-content/uploads{address}" alt="{alt}"><figcaption class="wp-caption-text">{caption}</figcaption></figure>'
        ),
        c='<pre dir="ltr"><code>{}</code></pre>',
    )


def jalali_parts(year: int, month: int, day: int) -> tuple[int, int, int]:
    before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
    leap_year = year + 1 if month > 2 else year
    days = (
        355666
        + 365 * year
        + (leap_year + 3) // 4
        - (leap_year + 99) // 100
        + (leap_year + 399) // 400
        + day
        + before[month - 1]
    )
    persian = -1595 + 33 * (days // 12053)
    days %= 12053
    persian += 4 * (days // 1461)
    days %= 1461
    if days > 365:
        persian += (days - 1) // 365
        days = (days - 1) % 365
    return (
        (persian, 1 + days // 31, 1 + days % 31)
        if days < 186
        else (persian, 7 + (days - 186) // 30, 1 + (days - 186) % 30)
    )


def _head(press: Press, article: Article) -> str:
    moment = article.date.isoformat()
    return (
        f'<link rel="canonical" href="{press.url(article)}" />\n<meta property="og:locale" content="fa_IR" />\n<meta property="og:type" content="article" />\n<meta property="og:title" content="{article.title} - {press.name}" />\n<meta property="og:url" content="{press.url(article)}" />\n'
        f'<meta property="article:published_time" content="{moment}" />\n<meta property="article:modified_time" content="{moment}" />\n<meta name="author" content="{article.authors[0]}" />\n'
    )


def _single(press: Press, article: Article) -> str:
    related = "".join(
        f'<li class="related-item"><a href="{press.url(other)}">{other.title}</a><p>{other.excerpt}</p></li>'
        for other in press.others(article)
    )
    tags = "، ".join(f'<a href="{press.origin}/tag/{quote(slugify(tag))}/" rel="tag">{tag}</a>' for tag in article.tags)
    said = "".join(
        f'<li class="comment"><cite class="fn">خواننده</cite><div class="comment-content"><p>{text}</p></div></li>'
        for text in article.comments
    )
    minutes = str(1 + len(article.text) // 900).translate(_DIGITS)
    return (
        f'<main class="content" role="main"><article id="post-{60 + article.index}" class="post-{60 + article.index} post type-post status-publish format-standard hentry"><header class="entry-header"><h1 class="entry-title">{article.title}</h1>'
        f'<div class="entry-meta"><span class="date">{jalali(article.date)}</span> <span class="author vcard">نویسنده: <a class="url fn n" href="{press.origin}/author/a{len(article.authors[0])}/">{article.authors[0]}</a></span> <span class="cats"><a href="{press.origin}/category/{quote(slugify(article.categories[0]))}/" rel="category tag">{article.categories[0]}</a></span> <span class="reading">زمان مطالعه: {minutes} دقیقه</span></div></header>'
        f'<div class="entry-content">\n{body(article)}\n<div class="share-post"><span>این مطلب را با دوستان خود به اشتراک بگذارید</span><a href="https://telegram.example/share?url={press.url(article)}">تلگرام</a><a href="https://x.example/?url={press.url(article)}">ایکس</a></div><div class="related-posts"><h3>مطالب مرتبط</h3><ul>{related}</ul></div></div>'
        f'<footer class="entry-footer"><span class="tags-links">برچسب‌ها: {tags}</span></footer></article><div id="comments"><ol class="comment-list">{said}</ol><div id="respond"><h3>دیدگاهتان را بنویسید</h3><form><p>نشانی ایمیل شما منتشر نخواهد شد.</p></form></div></div></main>'
    )


def _archive(press: Press, title: str, base: str, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    number, last = pages
    entries = "".join(
        f'<article class="post type-post hentry"><h2 class="entry-title"><a href="{press.url(article)}" rel="bookmark">{article.title}</a></h2><div class="entry-meta">{jalali(article.date)}</div><div class="entry-summary"><p>{article.excerpt}</p><a class="more-link" href="{press.url(article)}">ادامه مطلب</a></div></article>'
        for article in shown
    )
    older = (
        f'<div class="nav-previous"><a href="{press.origin}{quote(base)}page/{number + 1}/">نوشته‌های قدیمی‌تر</a></div>'
        if number < last
        else ""
    )
    return _document(
        press,
        title,
        f'<main class="content"><h1 class="page-title">{title}</h1>{entries}<nav class="navigation">{older}</nav></main>',
        "rtl archive blog",
        "",
    )


def _document(press: Press, title: str, main: str, classes: str, head: str) -> str:
    recent = "".join(f'<li><a href="{press.url(article)}">{article.title}</a></li>' for article in press.newest[:4])
    return (
        f'<!DOCTYPE html>\n<html dir="rtl" lang="fa-IR">\n<head>\n<meta charset="UTF-8">\n<title>{title}</title>\n{head}<link rel="alternate" type="application/rss+xml" href="{press.origin}/feed/" />\n<meta name="generator" content="WordPress 6.3" />\n</head>\n<body class="{classes}">'
        f'<header class="site-header"><a href="{press.origin}/" rel="home">{press.name}</a><nav><a href="{press.origin}/">خانه</a> <a href="{press.origin}/{quote("درباره-ما")}/">درباره ما</a></nav></header>\n{main}\n<aside class="sidebar"><h3>نوشته‌های تازه</h3><ul>{recent}</ul></aside><footer class="site-footer">© ۱۳۹۹ {press.name}. همه‌ی حقوق محفوظ است.</footer></body>\n</html>\n'
    )
