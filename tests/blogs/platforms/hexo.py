"""Hexo with the NexT theme: Chinese text without spaces, no sitemap, search.xml with every post, archives in pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from blogs.press import XML, Blog, Press
from blogs.writing import Article, html

if TYPE_CHECKING:
    from collections.abc import Sequence

COPYRIGHT = "本博客所有文章除特别声明外，均采用 BY-NC-SA 许可协议。转载请注明出处！"


def build(origin: str) -> Blog:
    """Twenty-eight posts; the home page shows the beginning of each, the archives only titles."""
    press = Press("木屋手记", origin, "zh", 28)
    press.place(lambda article: f"/{article.date:%Y/%m/%d}/note-{article.index:02}/")
    press.chrome += [
        COPYRIGHT,
        "本文作者：",
        "由 Hexo & NexT.Muse 强力驱动",
        "坚持原创技术分享，您的支持将鼓励我继续创作！",
    ]
    for article in press.articles:
        press.post(
            article, _document(press, f"{article.title} | {press.name}", _single(press, article), _head(press, article))
        )
    press.listing(
        press.newest,
        6,
        lambda number: "/" if number == 1 else f"/page/{number}/",
        lambda shown, number, last: _home(press, shown, (number, last)),
    )
    lists = [("/archives/", "归档", press.newest)]
    lists += [
        (f"/tags/{tag}/", tag, tuple(a for a in press.newest if tag in a.tags))
        for tag in dict.fromkeys(t for a in press.articles for t in a.tags)
    ]
    lists += [
        (f"/categories/{name}/", name, tuple(a for a in press.newest if name in a.categories))
        for name in dict.fromkeys(a.categories[0] for a in press.articles)
    ]
    for base, title, chosen in lists:
        press.listing(
            chosen,
            10,
            lambda number, base=base: base if number == 1 else f"{base}page/{number}/",
            lambda shown, number, last, base=base, title=title: _archive(press, title, base, shown, (number, last)),
        )
    press.page(
        "/about/",
        _document(
            press,
            f"关于 | {press.name}",
            '<div class="post-block" lang="zh-CN"><header class="post-header"><h1 class="post-title">关于</h1></header><div class="post-body"><p>住在山里的程序员，喜欢木头和静态网站。</p></div></div>',
            "",
        ),
        kind="page",
    )
    press.page("/search.xml", _search(press), XML, "other")
    press.atom("/atom.xml", press.newest[:20])
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks, with Hexo's code tables and their gutters."""
    code = '<figure class="highlight python"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br><span class="line">3</span><br></pre></td><td class="code"><pre><code class="hljs python">{}</code></pre></td></tr></table></figure>'
    return html(
        article,
        _image,
        c=code,
        h='<h2 id="起因"><a href="#起因" class="headerlink" title="起因"></a>{}</h2>',
        t='<div class="table-container"><table><tbody>{}</tbody></table></div>',
    )


def _image(address: str, alt: str, caption: str) -> str:
    return f'<figure><img src="/loading.gif" data-original="{address}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'


def _head(press: Press, article: Article) -> str:
    moment = f"{article.date:%Y-%m-%dT%H:%M:%S}.000Z"
    tags = "".join(f'<meta property="article:tag" content="{tag}">\n' for tag in article.tags)
    return (
        f'<meta property="og:type" content="article">\n<meta property="og:title" content="{article.title}">\n<meta property="og:url" content="{press.url(article)}index.html">\n<meta property="og:site_name" content="{press.name}">\n'
        f'<meta property="article:published_time" content="{moment}">\n<meta property="article:author" content="{article.authors[0]}">\n{tags}<link rel="canonical" href="{press.url(article)}">\n'
    )


def _meta(article: Article) -> str:
    size = len(article.text)
    return (
        f'<div class="post-meta-container"><div class="post-meta"><span class="post-meta-item"><span class="post-meta-item-icon"><i class="far fa-calendar"></i></span><span class="post-meta-item-text">发表于</span> '
        f'<time title="创建时间：{article.date:%Y-%m-%d %H:%M:%S}" itemprop="dateCreated datePublished" datetime="{article.date.isoformat()}">{article.date:%Y-%m-%d}</time></span>'
        f'<span class="post-meta-item"><span class="post-meta-item-text">分类于</span> <span itemprop="about" itemscope itemtype="http://schema.org/Thing"><a href="/categories/{quote(article.categories[0])}/" itemprop="url" rel="index"><span itemprop="name">{article.categories[0]}</span></a></span></span>'
        f'<span class="post-meta-break"></span><span class="post-meta-item" title="本文字数"><span class="post-meta-item-text">本文字数：</span><span>{size}</span></span><span class="post-meta-item" title="阅读时长"><span class="post-meta-item-text">阅读时长 &asymp;</span><span>{1 + size // 300} 分钟</span></span></div></div>'
    )


def _single(press: Press, article: Article) -> str:
    before, after = press.around(article)
    links = "".join(
        f'<div class="post-nav-item"><a href="{press.paths[other.index]}" rel="{rel}" title="{other.title}">{other.title}</a></div>'
        for rel, other in (("prev", before), ("next", after))
        if other
    )
    tags = "".join(f'<a href="/tags/{quote(tag)}/" rel="tag"># {tag}</a>' for tag in article.tags)
    author = article.authors[0]
    said = "".join(f'<li class="comment"><b>读者</b><div>{text}</div></li>' for text in article.comments)
    return (
        f'<div class="post-block"><article itemscope itemtype="http://schema.org/Article" class="post-content" lang="zh-CN"><link itemprop="mainEntityOfPage" href="{press.url(article)}">'
        f'<span hidden itemprop="author" itemscope itemtype="http://schema.org/Person"><meta itemprop="name" content="{author}"></span><span hidden itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" content="{press.name}"></span>'
        f'<header class="post-header"><h1 class="post-title" itemprop="name headline">{article.title}</h1>{_meta(article)}</header><div class="post-body" itemprop="articleBody">\n{body(article)}\n'
        f'<div class="reward-container"><div>坚持原创技术分享，您的支持将鼓励我继续创作！</div><button>赞赏</button></div></div>'
        f'<footer class="post-footer"><div class="post-copyright"><ul><li class="post-copyright-author"><strong>本文作者：</strong>{author}</li><li class="post-copyright-link"><strong>本文链接：</strong><a href="{press.url(article)}">{press.url(article)}</a></li><li class="post-copyright-license"><strong>版权声明：</strong>{COPYRIGHT}</li></ul></div>'
        f'<div class="post-tags">{tags}</div><div class="post-nav">{links}</div></footer></article></div><div class="comments"><ul>{said}</ul></div>'
    )


def _home(press: Press, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    blocks = "".join(
        f'<div class="post-block"><article class="post-content" lang="zh-CN"><header class="post-header"><h2 class="post-title"><a href="{press.paths[article.index]}" class="post-title-link" itemprop="url">{article.title}</a></h2>{_meta(article)}</header>'
        f'<div class="post-body" itemprop="articleBody"><p>{article.excerpt}</p><div class="post-button"><a class="btn" href="{press.paths[article.index]}#more" rel="contents">阅读全文 &raquo;</a></div></div></article></div>'
        for article in shown
    )
    return _document(press, press.name, blocks + _pages("/", pages), "")


def _archive(press: Press, title: str, base: str, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    entries = "".join(
        f'<article itemscope itemtype="http://schema.org/Article"><header class="post-header"><div class="post-meta-container"><time itemprop="dateCreated" datetime="{article.date.isoformat()}">{article.date:%m-%d}</time></div><div class="post-title"><a class="post-title-link" href="{press.paths[article.index]}" itemprop="url"><span itemprop="name">{article.title}</span></a></div></header></article>'
        for article in shown
    )
    return _document(
        press,
        f"{title} | {press.name}",
        f'<div class="post-block"><div class="posts-collapse"><div class="collection-title"><h1>{title}</h1></div>{entries}</div></div>{_pages(quote(base), pages)}',
        "",
    )


def _pages(base: str, pages: tuple[int, int]) -> str:
    number, last = pages
    numbers = "".join(
        f'<span class="page-number current">{page}</span>'
        if page == number
        else f'<a class="page-number" href="{base if page == 1 else f"{base}page/{page}/"}">{page}</a>'
        for page in range(1, last + 1)
    )
    after = (
        f'<a class="extend next" rel="next" title="下一页" href="{base}page/{number + 1}/"><i class="fa fa-angle-right"></i></a>'
        if number < last
        else ""
    )
    return f'<nav class="pagination">{numbers}{after}</nav>'


def _search(press: Press) -> str:
    entries = "".join(
        f"<entry><title>{escape(article.title)}</title><url>{press.paths[article.index]}</url><content><![CDATA[{body(article)}]]></content><categories><category>{article.categories[0]}</category></categories>"
        f"<tags>{''.join(f'<tag>{tag}</tag>' for tag in article.tags)}</tags></entry>\n"
        for article in press.newest
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<search>\n{entries}</search>'


def _document(press: Press, title: str, main: str, head: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="UTF-8">\n<meta name="generator" content="Hexo 6.3.0">\n{head}<title>{title}</title>\n<link rel="alternate" href="/atom.xml" title="{press.name}" type="application/atom+xml">\n</head>\n'
        f'<body itemscope itemtype="http://schema.org/WebPage"><div class="headband"></div><main class="main"><div class="column"><header class="header" itemscope itemtype="http://schema.org/WPHeader"><div class="site-brand-container"><a href="/" class="brand" rel="start"><h1 class="site-title">{press.name}</h1></a><p class="site-subtitle" itemprop="description">慢慢写，慢慢改</p></div>'
        f'<nav class="site-nav"><ul class="main-menu menu"><li class="menu-item"><a href="/" rel="section">首页</a></li><li class="menu-item"><a href="/archives/" rel="section">归档<span class="badge">{len(press.articles)}</span></a></li><li class="menu-item"><a href="/about/" rel="section">关于</a></li></ul></nav></header></div>'
        f'<div class="main-inner">{main}</div></main><footer class="footer"><div class="copyright">&copy; 2020 <span class="author" itemprop="copyrightHolder">{press.name}</span></div><div class="powered-by">由 <a href="https://hexo.io/" rel="noopener">Hexo</a> &amp; <a href="https://theme-next.js.org/muse/" rel="noopener">NexT.Muse</a> 强力驱动</div></footer></body>\n</html>\n'
    )
