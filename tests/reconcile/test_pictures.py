"""Which addresses show one picture, and which lines point to another post."""

import pytest

from archiver.reconcile.compare import as_title, rotating
from archiver.reconcile.pictures import picture, pictures

SAME = [
    ("https://blog.example/up/a.jpg", "https://cdn.example/up/a.jpg"),
    ("https://blog.example/up/a.jpg", "https://i0.wp.com/blog.example/up/a.jpg?resize=300%2C200&ssl=1"),
    ("https://blog.example/up/a.jpg", "https://blog.example/up/a-1024x683.webp"),
    ("https://blog.example/up/a-scaled.jpg", "https://blog.example/up/a.jpg?v=17"),
    ("https://blog.example/_next/image?url=%2Fup%2Fa.jpg&w=640&q=75", "https://blog.example/up/a.jpg"),
    ("https://res.cloudinary.com/b/image/upload/c_fill,w_600/v1712345678/a.jpg",) * 2,
    (
        "https://res.cloudinary.com/b/image/upload/c_fill,w_600/v1712345678/a.jpg",
        "https://res.cloudinary.com/b/image/upload/w_900,q_auto:good/v1799999999/a.png",
    ),
    (
        "https://substackcdn.com/image/fetch/$s_!abcd!,w_1456,c_limit/https%3A%2F%2Fs3.example%2Fp%2Fa.png",
        "https://substackcdn.com/image/fetch/w_320/https%3A%2F%2Fs3.example%2Fp%2Fa.png",
    ),
    ("https://blogger.example/img/a/XyZ=/s320/a.jpg", "https://blogger.example/img/a/XyZ=/s1600-h/a.jpg"),
    ("https://miro.example/v2/resize:fit:1400/1*abc.png", "https://miro.example/v2/resize:fit:640/1*abc.png"),
    ("https://blog.example/cdn-cgi/image/width=80,quality=7/up/a.jpg", "https://blog.example/cdn-cgi/image/up/a.jpg"),
    ("https://b.s3.example/a.jpg?X-Amz-Date=1&X-Amz-Signature=ab", "https://b.s3.example/a.jpg?X-Amz-Signature=cd"),
    ("https://blog.example/p/a_hu1b2c3d_600x0_resize_q75_box.jpg", "https://blog.example/p/a.jpg"),
]
OTHERS = [
    ("https://blog.example/up/a.jpg", "https://blog.example/up/b.jpg"),
    ("https://blog.example/2020/a.jpg", "https://blog.example/2021/a.jpg"),
    ("https://blog.example/image.php?id=5&w=9", "https://blog.example/image.php?id=6&w=9"),
    ("https://blog.example/", "https://blog.example/a"),
    ("data:image/gif;base64,AAAA", "data:image/gif;base64,BBBB"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_picture_in_two_sizes(one, other):
    assert picture(one) == picture(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_pictures(one, other):
    assert picture(one) != picture(other)


def test_pictures_keep_their_order_and_stand_once():
    assert ("b", "a") == pictures(("https://x.example/b.jpg?w=1", "https://x.example/a.jpg", "https://y.example/b.png"))


TITLES = frozenset(map(as_title, ("The shed, again", "On doors", "关于门的随笔")))


@pytest.mark.parametrize(
    ("removed", "added"),
    [
        ({"Read also: The shed, again"}, {"Read also: On doors"}),
        ({"The Shed, again"}, {"On doors"}),
        ({"另请参阅：关于门的随笔", "Edited."}, {"另请参阅: On doors", "Edited!"}),
    ],
)
def test_a_pointer_that_points_elsewhere_is_the_sites(removed, added):
    """Under the same words as before, whatever else was edited."""
    assert {*removed, *added} - {"Edited.", "Edited!"} == rotating(removed, added, TITLES)


@pytest.mark.parametrize(
    ("removed", "added"),
    [
        (set(), {"Read also: On doors"}),
        ({"Read also: The shed, again"}, {"As I wrote in: On doors"}),
        ({"Read also: nothing we know"}, {"Read also: On doors"}),
        ({"A long sentence of many words that happens to end in On doors"}, {"Another long one about doors, On doors"}),
    ],
)
def test_what_an_author_writes_is_the_authors(removed, added):
    assert frozenset() == rotating(removed, added, TITLES)
