"""Pages in old encodings are read, whatever their header and their meta element say."""

import pytest

from archiver.page import Page

PARAGRAPHS = {
    "gb18030": "今天天气很好，我们去公园散步。春天来了，花都开了，孩子们在草地上奔跑。",
    "big5": "今天天氣很好，我們去公園散步。春天來了，花都開了，孩子們在草地上奔跑。",
    "cp1256": "كان الطقس جميلا اليوم وذهبنا إلى الحديقة. لقد جاء الربيع وتفتحت الزهور في كل مكان.",
    "cp1251": "Сегодня хорошая погода, и мы пошли гулять в парк. Весна пришла, цветут сады.",
    "shift_jis": "今日は天気がいいので、公園へ散歩に行きました。春が来て花が咲いた。",
    "euc_kr": "오늘은 날씨가 좋아서 공원에 산책을 갔습니다. 봄이 왔고 꽃이 피었습니다.",
    "iso-8859-15": "Größtenteils großer Anklang",
    "windows-1252": "Müller fährt für die Übung außerdem über die große Straße – natürlich …",
}


def read(paragraph: str, encoding: str, header: str | None, meta: str = "") -> str:
    body = f"<html><head>{meta}</head><body><p class='text'>{paragraph}</p></body></html>".encode(encoding)
    element = Page.from_bytes("https://blog.example.org/p", body, header).tree.find(".//p")
    assert element is not None
    return element.text_content()


@pytest.mark.parametrize("encoding", PARAGRAPHS)
@pytest.mark.parametrize("header", ["text/html; charset=utf-8", "text/html", None])
def test_bytes_are_believed_before_a_header(encoding: str, header: str | None) -> None:
    """A host that sends `charset=utf-8` with every page spoils none that is in something else."""
    assert read(PARAGRAPHS[encoding], encoding, header) == PARAGRAPHS[encoding]


def test_a_meta_element_tells_where_the_header_is_wrong() -> None:
    """Of what is no UTF-8 the page's own claim is believed, however little text there is."""
    assert read("Žluťoučký", "cp1250", "text/html; charset=utf-8", "<meta charset=windows-1250>") == "Žluťoučký"


@pytest.mark.parametrize("meta", ["<meta charset=gb2312>", "<meta charset=iso-8859-1>"])
def test_valid_utf_8_is_utf_8_whatever_is_claimed(meta: str) -> None:
    """A template that was saved anew in UTF-8 often kept its old meta element."""
    assert read("春天来了 – schön", "utf-8", None, meta) == "春天来了 – schön"


def test_a_damaged_place_makes_no_other_encoding() -> None:
    """A character cut in two is replaced, and the rest of the page stays as it is."""
    body = "<p>春天来了，花都开了。</p>".encode() + "春".encode()[:2] + b"<p>end</p>"
    page = Page.from_bytes("https://blog.example.org/p", body, "text/html; charset=utf-8")

    assert "春天来了，花都开了。" in page.tree.text_content()
