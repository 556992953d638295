# ruff: noqa: E501 - markup reads best as it stands
"""Lines of metadata in which Chinese stands right beside Latin letters and numbers."""

from __future__ import annotations

from archiver.dom import fit
from archiver.learn import templates
from archiver.page import Page

_NAMES = ("陈默", "林小舟", "Alice")
_TERMS = ("生活Linux效率工具", "随笔写作咖啡", "旅行Python园艺Docker", "技术数据库")
_OBJECTS = ("旧笔记", "毛衣", "车票", "菜谱", "键盘", "地图", "照片", "名单", "路由器", "备份", "日程", "脚本")


def test_a_line_is_metadata_though_its_words_are_written_together() -> None:
    """Authors, terms and counts without a day, glued together, are no text of a post of one sentence."""
    texts = [
        f"今天整理了{thing}，后来才发现少了一件，只好{'又' * (number % 3 + 1)}找了半天。"
        for number, thing in enumerate(_OBJECTS)
    ]
    pages = [
        Page.from_bytes(
            f"https://example.org/posts/p{number}.html",
            f'<html lang="zh"><head><title>关于{thing}</title></head><body><main id="content"><div class="head"><h1>关于{thing}</h1>'
            f'<div class="x-info"><span><span>{_NAMES[number % 3]}</span></span><span><span>{_TERMS[number % 4]}</span></span>'
            f"<span>小于 1 分钟</span><span>约 {31 + number * 7} 字</span></div></div>"
            f'<div><div id="written"><p>{text}</p></div></div></main></body></html>'.encode(),
            "text/html; charset=utf-8",
        )
        for number, (thing, text) in enumerate(zip(_OBJECTS, texts, strict=True))
    ]

    learned = templates.learn(pages)

    assert texts == [fit.lay(page, learned[0], fit.container_of(page, learned[0])).text for page in pages]
