"""What stands where a post stood: gone only when that is proven, moved only when it is the same post, else kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from blogs.server import START, Response
from history.conftest import COUNT

from archiver.records import ChangeKind
from archiver.store.rows import EventFilter

MORE = "".join(f'<p><a href="/?x={number}">Something else that one may read here</a></p>' for number in range(60))


def html(title, text="", head="", more=""):
    page = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><p>{text}</p>{more}</body></html>"
    return Response(page.encode())


GONE = {
    "404": Response(b"no", status=404),
    "410": Response(b"no", status=410),
    "German": html("Seite nicht gefunden", "Der Beitrag existiert nicht mehr."),
    "French, with much beside it": html("Page introuvable", "Cet article n’existe plus.", more=MORE),
    "Spanish": html("Vaya", "Página no encontrada."),
    "Portuguese": html("Página não encontrada"),
    "Italian": html("Pagina non trovata"),
    "Dutch": html("Oeps", "Deze pagina bestaat niet meer."),
    "Polish": html("Nie znaleziono", "Strona nie została znaleziona."),
    "Russian": html("Страница не найдена"),
    "Turkish": html("Sayfa bulunamadı"),
    "Chinese": html("页面不存在", "您访问的文章不存在。"),
    "Chinese, traditional": html("找不到頁面", more=MORE),
    "Japanese": html("ページが見つかりません"),
    "Korean": html("페이지를 찾을 수 없습니다"),
    "Persian": html("صفحه پیدا نشد", "نوشته‌ای که می‌خواهید وجود ندارد."),
    "Arabic": html("الصفحة غير موجودة"),
    "Hebrew": html("הדף לא נמצא"),
    "to the home page": Response.redirect("/"),
    "to the home page for now": Response.redirect("/", 302),
    "to a page of the archive": Response.redirect("/page/2/"),
    "out of the blog for good": Response.redirect("https://elsewhere.example/"),
    "by meta refresh, to the home page": html("Moved", head='<meta http-equiv="refresh" content="0; url=/">'),
}
KEPT = {
    "a login with the way back": Response.redirect("/members/?back=%2F{path}", 302),
    "a login, for good": Response.redirect("/wp-login.php?redirect_to=x", 301),
    "consent at another host": Response.redirect("https://consent.example/", 307),
    "no address": Response(status=301),
    "no web address": Response.redirect("mailto:me@blog.example"),
    "403": Response(b"no", status=403),
    "451": Response(b"no", status=451),
    "a proof of being human": html("Just a moment...", "Checking your browser."),
    "a cookie wall": html("Before you continue", "Please accept all cookies."),
    "a cookie wall in German": html("Ihre Privatsphäre", "Bitte stimmen Sie zu."),
    "a parked domain": html("example.org", "This domain is for sale. Buy this domain!", more=MORE),
    "a password": html("Protected", '<form><input type="password" name="p"></form>'),
    "maintenance": html("Site maintenance", "We will be back soon."),
    "a database that is down": html("Error establishing a database connection"),
    "Persian login": html("ورود به سایت", "نام کاربری"),
    "Chinese login": html("登录", "请先登录后查看"),
    "Russian block page": html("Доступ запрещён"),
}


def look(blog, diary, index, answer, *hours):
    """Puts that in place of a post, named nowhere any more, and crawls at each of the hours; gives the notes."""
    path = blog.paths[index]
    headers = tuple((name, value.replace("{path}", path.strip("/"))) for name, value in answer.headers)
    del blog.posts[index]
    blog.touched = START + timedelta(hours=1)
    blog.publish()
    blog.server.routes[path] = Response(answer.body, answer.status, answer.content_type, headers)
    noted = []
    for hour in hours:
        diary.crawl(START + timedelta(hours=hour))
        noted.append(diary.notes())
    return path, noted


@pytest.mark.parametrize("answer", GONE.values(), ids=GONE)
def test_a_post_is_gone_at_the_second_look(begun, answer):
    """Never at the first; not at one an hour later either; and its content stays."""
    blog, diary = begun
    path, noted = look(blog, diary, 4, answer, 24, 25, 48)

    assert [{}, {}, {path: "gone"}] == noted
    assert COUNT - 1 == len(diary.texts())
    assert "" != diary.texts("gone")[path]


@pytest.mark.parametrize("answer", KEPT.values(), ids=KEPT)
def test_what_bars_the_way_to_one_post_buries_nothing(begun, answer):
    """However long it lasts; it is a problem as long as it does."""
    blog, diary = begun
    before = diary.texts()
    path, noted = look(blog, diary, 4, answer, 24, 48, 72)

    assert [{}, {}, {}] == noted
    assert before == diary.texts()
    assert [blog.server.origin + path] == [problem.url for problem in diary.archive.problems.open(1)]


def test_a_tombstone_tells_what_was_seen(begun):
    """What stands there now, and since when."""
    blog, diary = begun
    look(blog, diary, 4, Response(b"no", status=410), 24, 48)
    reasons = [event.reason for event in diary.archive.posts.events(EventFilter(kind=ChangeKind.GONE))]

    assert ["status 410; missing since 2024-03-02 06:00 UTC, and again now"] == reasons


def test_a_chain_of_redirects_without_end_is_a_failure(begun):
    """Five are followed; the post stays."""
    blog, diary = begun
    for step in range(9):
        blog.server.routes[f"/hop/{step}/"] = Response.redirect(f"/hop/{step + 1}/")
    hops = {path: answer for path, answer in blog.server.routes.items() if path.startswith("/hop/")}
    publish = blog.publish
    blog.publish = lambda: (publish(), blog.server.routes.update(hops))
    look(blog, diary, 4, Response.redirect("/hop/0/"), 24, 48)

    assert "/hop/6/" not in blog.server.paths()
    assert ChangeKind.MOVED not in diary.kinds()


def test_another_spelling_of_the_same_address_is_no_move(begun):
    """A slash less, for good: the row takes the new spelling."""
    blog, diary = begun
    path = blog.paths[4]
    page = blog.server.routes[path]
    blog.edit(4, "One word more.")
    blog.touched = blog.server.now = START + timedelta(hours=2)
    blog.publish()
    edited = blog.server.routes[path]
    blog.server.routes |= {path: Response.redirect(path.rstrip("/")), path.rstrip("/"): edited}
    diary.crawl(START + timedelta(days=1), full=True)

    assert page.body != edited.body
    assert {"revised"} == set(diary.notes().values())
    assert COUNT == len(diary.texts())


def test_what_led_to_the_home_page_and_comes_back_is_no_event(begun):
    """A plugin gone wrong for an hour."""
    blog, diary = begun
    post = blog.posts[4]
    _, noted = look(blog, diary, 4, Response.redirect("/"), 24)
    blog.posts[4] = post
    blog.publish()
    diary.crawl(START + timedelta(days=2))

    assert [{}] == noted
    assert {"new": COUNT} == diary.kinds()
    assert COUNT == len(diary.texts())


def test_one_page_at_two_addresses_says_that_both_posts_are_gone(begun):
    """In whatever words; a single one stays in doubt, and at many addresses it is a wall."""
    blog, diary = begun
    page = html("Hoppla", "Da war wohl nichts.")
    paths = {blog.paths[4], blog.paths[6]}
    del blog.posts[6]
    publish = blog.publish
    blog.publish = lambda: (publish(), blog.server.routes.update(dict.fromkeys(paths, page)))
    _, noted = look(blog, diary, 4, page, 24, 48, 72)

    assert {"gone": 2, "new": COUNT} == diary.kinds()
    assert [{}, dict.fromkeys(paths, "gone")] == [noted[0], {**noted[1], **noted[2]}]


def standing_at(blog, path, index, words=""):
    """The page of a post as it would stand at another address, with more words; the post itself stays as it is."""
    post, own, modified = blog.posts[index], blog.paths[index], blog.modified[index]
    if words:
        blog.edit(index, words)
    blog.paths[index] = path
    page = blog._page(blog.posts[index])
    blog.posts[index], blog.paths[index], blog.modified[index] = post, own, modified
    return page


@pytest.mark.parametrize(("words", "first", "second"), [("", {}, "moved"), ("A word more.", "new", "moved+revised")])
def test_a_post_that_stood_at_two_addresses_stays_at_the_one_that_is_left(begun, words, first, second):
    """Whether the second one shows it as it was, or edited, and so seemed a post of its own."""
    blog, diary = begun
    copy = "/essays/beside-it/"
    page = standing_at(blog, copy, 4, words)
    publish, sitemap = blog.publish, blog._sitemap
    entry = f"<url><loc>{blog.server.origin}{copy}</loc></url></urlset>"
    blog._sitemap = lambda newest: sitemap(newest).replace("</urlset>", entry)
    blog.publish = lambda: (publish(), blog.server.routes.update({copy: page}))
    blog.touched = START + timedelta(hours=1)
    blog.publish()
    post_id = diary.find(blog.paths[4])
    diary.crawl(START + timedelta(days=1))
    beside = diary.notes()
    blog.remove(4)
    blog.touched = START + timedelta(hours=30)
    blog.publish()
    for day in (2, 3):
        diary.crawl(START + timedelta(days=day))
        found = diary.notes()
        if found:
            break

    assert ({copy: first} if first else {}) == beside
    assert {copy: second} == found
    assert post_id == diary.find(copy)
    assert COUNT == len(diary.texts())


def test_a_blog_that_moves_to_another_home_page_goes_on_there(begun):
    """The named address leads to a folder of the same host."""
    blog, diary = begun
    home = blog.server.routes["/"]
    blog.server.routes |= {"/": Response.redirect("/blog/"), "/blog/": home}
    report = diary.crawl(START + timedelta(days=1))

    assert (0, COUNT) == (report.exit_code, report.posts)
    assert blog.server.origin + "/blog/" == diary.archive.sites.get(report.site).url
