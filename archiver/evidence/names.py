"""Names of authors out of bylines."""

from __future__ import annotations

import re
from functools import lru_cache

from archiver.evidence import dates, day_labels, terms, titles

MOST_WORDS = 8
_SENTENCE = 5  # words after a "by" that begin with a small letter: no name is so long
LONGEST = 80  # characters of a name; organisations have long ones
_BY = re.compile(
    r"^\W*(?:(?:view\s+|see\s+)?(?:all|more|other)?\s*(?:the\s+)?(?:posts|articles|entries|stories|writings)\s+(?:by|from)"
    r"|alle\s+(?:beitr[äa]ge|artikel)\s+von|voir\s+tous\s+les\s+articles\s+de|ver\s+todas\s+las\s+entradas\s+de|mostra\s+tutti\s+gli\s+articoli\s+di"
    r"|(?:article|post|story|words|text|photos?|guest\s+post)\s+by|(?:written|posted|published|submitted|authored|created)"
    r"(?:\s+(?:on|at|in)\b.*?)?\s+by|by|about\s+the\s+authors?|authors?|verfasst\s+von|geschrieben\s+von"
    r"|ver[öo]ffentlicht\s+von|erstellt\s+von|von|autor(?:in|es|as|a)?|(?:publi[ée]|[ée]crit|post[ée]|r[ée]dig[ée])e?\s+par|par|auteure?s?"
    r"|(?:escrito|publicado|posteado|redactado)\s+por|por|(?:scritto|pubblicato)\s+da|di|autor[ei]|door|geplaatst\s+door|geschreven\s+door"
    r"|skriven\s+av|av|af|(?:(?:opublikowan|napisan|dodan|wysłan|przesłan)[eyo]\s+)?przez|(?:opublikował|napisał|dodał)(?:a|\(a\))?|(?:được\s+)?(?:đăng|viết)\s+bởi|bởi|tác\s+giả|автор|опубликовал[аи]?|от|(?:(?:δημοσιε[ύυ][θτ]ηκε|αναρτ[ήη]θηκε|γρ[άα]φτηκε)\s+)?απ[όο]|γρ[άα]φει(?:\s+[οη])?|συντ[άα]κτης|συγγραφ[έε]ας|yazar[ıi]?|yazan|g[öo]nderen|ekleyen|(?:本文|文章|原文)?作者|文(?![章字])|撰文|著者|筆者|投稿者|글쓴이|작성자|نویسنده|(?:نوشته|ارسال|منتشر)(?:\s*[‌\s]?ی?)?(?:\s+شده)?\s+توسط"
    r"|نوشته(?:‌ی)?(?!\s+شده)|توسط|بقلم|كتبه|كتب(?:ها)?\s+بواسطة|(?:مرسلة|نشر(?:ت|ه|ها)?|أضيف(?:ت)?|كتبت)\s+بواسطة|بواسطة|الكاتبة?|נכתב\s+על\s+ידי|פורסם\s+על\s+ידי|מאת)(?:\s*[:：]\s*|\s+|(?<=[作者文])(?=[\u3000-\u9fff]))",
    re.IGNORECASE,
)
_BY_ONLY = re.compile(_BY.pattern.rsplit("(?:\\s*[:：]", 1)[0] + r"\s*[:：]?\s*$", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—]\s+|\s*(?<!\|)\|(?!\|)\s*|\s*[·•●∙⋅～｜\n\t]\s*|\s+/\s+")
_BEHALF = re.compile(
    r"\s+(?:on\s+behalf\s+of|for\s+the\s+team|im\s+(?:auftrag|namen)|au\s+nom\s+d|en\s+nombre\s+de|em\s+nome\s+d|per\s+conto\s+d)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_COUNT = re.compile(r"[+~≈]?\d[\d.,\u066c]*(?:\s+\D|[\u3000-\u9fff\uac00-\ud7a3])")
_COUNTED = re.compile(r"[(\[（]\s*\d+\s*[)\]）]$")  # of an author's posts, in a list of the site's authors
_QUOTED = re.compile(r""""[^"]+"|'[^']+'""")
_LISTED = re.compile(rf"\s*\[\s*((?:{_QUOTED.pattern})(?:\s*,\s*(?:{_QUOTED.pattern}))*)\s*\]\s*")
_JOINED = re.compile(
    r"\s*[,;、，]\s*(?:and|und|et|y|e|en|og|och|&|و|и)?\s+|\s+(?:and|und|et|y|e|en|og|och|&|\+|и)\s+|\s*[、，]\s*|،\s*|\s+و\s+(?=\S)"
)
_BETWEEN = re.compile(  # what stands between two elements and joins the names in them
    r"\s*\n\s*((?:[,;、，،]\s*)?(?:and|und|et|y|e|en|og|och|&|\+|и|و)|[,;、，،])\s*\n\s*", re.IGNORECASE
)
_ENUMERATING = re.compile(r"\s*[、；，;]\s*")  # what stands between names and in none, whatever a site does
_NOISE = re.compile(
    r"^(?:\d+|[\d,.]+\s*(?:comments?|views?|likes?|words?|shares?|kommentare?|commentaires?|comentarios?|阅读|评论|字|次|دیدگاه|نظر|بازدید).*"
    r"|[\d,.]+\s*(?:w[öo]rter|palabras?|palavras?|mots|parole|woorden|слов[ао]?|λεπτ[άόαο]|λ[έε]ξεις|минут[аы]?|мин\.?|min(?:\.|ut(?:e[ns]?|os?|i))?|"
    r"分[钟鐘]|文字|語|دقیقه|کلمه|كلمة|دقائق|دقيقة)"
    r"|\W*\d*\s*(?:粉[丝絲]|关注|關注|昵称|园龄|码龄|followers?|following|دنبال[‌\s]?کننده|подписчик(?:и|ов)?)\W*\d*"
    r"|(?:lv|lvl|level)\.?\s*\d+"  # a member's rank, as a badge beside the name
    r"|(?:no|0|leave\s+a|add\s+a|keine|aucun|sin|لا|بدون)\s+(?:comments?|reply|kommentare?|commentaires?|comentarios?|تعليقات|دیدگاه)\b.*"
    r"|comments?|permalink|share|edit|follow|unknown|anonymous|undefined|null|none|read\s+more|published|posted|updated|last\s+updated"
    r"|posted\s+(?:on|in)|published\s+(?:on|in)|filed\s+under|in|on|at|tags?|categor(?:y|ies)|.*(?:阅读|浏览|字数|评论|访问|访客).*[:：].*|(?:总|本站)?(?:访问|访客|浏览|阅读)(?:人数|次数|总?量|数)"
    r"|ver[öo]ffentlicht\s+am|δημοσιε[ύυ][θτ]ηκε(?:\s+στις)?|στις|am|le|el|il|发表于|发布于|更新于|公開日|تاریخ(?:\s+انتشار)?|منتشر\s+شده\s+در|در|[\W_]+)$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,;:|·•–—(\[-]*(?:\b(?:published|posted|updated|on|in|at|am|le|el|il|em|op|den|in der kategorie)\b"
    r"|发表于|发布于|در)?[\s,;:|·•–—(\[-]*$",
    re.IGNORECASE,
)
# "le lundi", ", Freitag," before a day; only set apart, since people are called Friday.
_WEEKDAY = re.compile(
    r"(?:[\s]*[,;:(·|–—-]+\s*(?:on|am|le|el|il|em|op|den|w|we|в|во)?\s*|\s+(?:on|am|le|el|il|em|op|den|w|we|в|во)\s+)"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?|luned[ìi]|marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica"
    r"|poniedzia[łl]ek|wtorek|[śs]rod[ay]|czwartek|pi[ąa]tek|sobot[ay]|niedziel[ay]|pon|wt|[śs]r|czw|pt|sob|niedz"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|m[åa]ndag|tisdag|onsdag|torsdag|fredag|l[öo]rdag|s[öo]ndag"
    r"|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс)\.?[\s,;:(–—-]*$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(?:[^\W\d_][\w'’.-]*\s+){1,3}[^\W\d_][\w'’.-]*$")
_SEMITIC = re.compile(r"[\u0590-\u06ff\u200c]{2,}(?:\s+[\u0590-\u06ff\u200c]{2,}){1,3}")
_JAPANESE = re.compile(
    r"[\u3400-\u9fff]{1,3}[\s\u3000][\u3040-\u30ff\u3400-\u9fff]{1,4}|[\u30a0-\u30ff]+[・＝][\u30a0-\u30ff・＝]+"
)
_EAST_ASIAN = re.compile(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]\s?[\uac00-\ud7a3]{1,3}|[\uac00-\ud7a3]{3,4}")
# The commonest family names: of China after the hundred that its Ministry of Public Security lists, also as Taiwan and
# Hong Kong write them; of Korea after its census of 2015. Double ones by their first character.
_FAMILY_NAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康"
    "毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖向温季俞章鲁葛伍韦申尤毕聂焦欧陶洪翟安颜倪严牛殷霍兰庞谷"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許傅呂蘇盧蔣賈葉閻餘鍾鐘範陸顧萬錢湯賀賴龔譚鄒龍喬歐嚴蘭龐"
    "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진지엄원천방현함변"
)
_PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "da", "di", "la", "le", "del", "dos", "du", "bin", "ibn", "al"}
)


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """One name without what leads to it ("by", "作者：") and what trails it; "" where nothing of a name is left."""
    name = titles.tidy(text)
    while True:
        stripped = _BY.sub("", name, count=1)
        if stripped == name:
            break
        name = stripped
    name = _TRAILING.sub("", name).strip(" ,;:|·•–—")
    return "" if not is_name(name) else name


def is_name(text: str) -> bool:
    """Whether a text can be a name at all: short, not an address, a date, a number or a label."""
    if not text or len(text) > LONGEST or "://" in text or text.startswith(("http", "www.", "mailto:")):
        return False
    if (
        _NOISE.match(text)
        or _COUNTED.search(text)
        or _BY_ONLY.match(text)
        or titles.is_reading_time(text)
        or dates.place(text)
    ):
        return False
    words = text.split()
    if len(words) > MOST_WORDS or (text.endswith(".") and len(words) > 2 and len(words[-1]) > 4):  # noqa: PLR2004 - "Jr.", "Inc."
        return False
    return any(letter.isalpha() for letter in text) and not text.endswith(("?", "!", "。", "！", "？", "؟"))


def in_byline(text: str, *, labelled: bool = False) -> tuple[str, ...]:
    """The parts of a byline that can be names, dates and counters left out: "Nov. 1, 2021 · Team" gives "Team".

    labelled: only what follows a "by" counts, where there is one. Names in elements of their own stay together where a
    comma or an "and" joins them.
    """
    text = _BETWEEN.sub(_joining, text)
    found = dates.place(text)
    if found is not None:
        text = f"{_WEEKDAY.sub('', text[: found.start])} | {text[found.end :]}"
    parts = [part for piece in _PARTS.split(_BEHALF.sub("", text)) if (part := piece.strip(" /|·•,–—-"))]
    led = [part for part in parts if _BY.match(part.strip()) and not is_label(part.strip()) and not _is_prose(part)]
    after = [parts[at + 1] for at, part in enumerate(parts[:-1]) if _BY_ONLY.match(part.strip())]
    chosen = led or after or ([] if labelled else [part for part in parts if not _is_label_or_count(part.strip())])
    return tuple(name for part in chosen if (name := tidy(part)))


def _joining(between: re.Match[str]) -> str:
    """What stands between two elements, in one line; what ends a list before a "by" joins nothing."""
    if _BY.match(between.string[between.end() :].partition("\n")[0]):
        return "\n"
    return f"{'' if between[1][0] in ',;、，،' else ' '}{between[1]} "


def _is_label_or_count(part: str) -> bool:
    """Whether a part of a line leads to its date or terms, or counts something: "Опубликовано", "620 просмотров"."""
    return _COUNT.match(part) is not None or day_labels.of_label(part) != "" or terms.is_labelled(part) != ""


def is_label(text: str) -> bool:
    """Whether a text is nothing but a "by": "Author:", "文章作者"."""
    return _BY_ONLY.match(text) is not None


def follow_date(text: str) -> bool:
    """Whether a line has a date and then a "by": "12 May 2020 by A", "نوشته شده در ۳ دی ۱۳۹۸ توسط الف"."""
    found = dates.place(text)
    if found is None:
        return False
    rest = _PARTS.split(text[found.end :])[0].strip(" ,،;:·|-–—")
    return _BY.match(rest) is not None and not _is_prose(rest)


def has_part_beside_terms(line: str) -> bool:
    """Whether a part of a line is a "by" and another lists terms: "Tags: a, b", a break, "Posted by A"."""
    parts = [part.strip() for part in _PARTS.split(line)]
    is_by = any(_BY.match(part) and not is_label(part) and not _is_prose(part) for part in parts)
    return is_by and any(map(terms.label, parts))


def has_labelled_part(line: str) -> bool:
    """Whether one of the parts of a line of metadata is a "by" with a colon: "3 May 2020 / 著者：森田 葵 / 12 min"."""
    found = (_BY.match(part.strip()) for part in _PARTS.split(line))
    return any(match is not None and match[0].rstrip().endswith((":", "：")) for match in found)


def _is_prose(part: str) -> bool:
    """Whether what begins like a byline goes on like a sentence: "Por eso, el mercado cambió hace muchos años"."""
    rest = _BY.sub("", part.strip(), count=1)
    words = rest.split()
    return rest[:1].islower() and (len(words) >= _SENTENCE or (len(words) > 2 and rest.endswith((".", "…", "!", "?"))))  # noqa: PLR2004 - "di più di."


def split(text: str, *, always: bool | None) -> tuple[str, ...]:
    """The names in one text "A, B and C".

    always: True splits at every comma and "and", False never; None only between full names of persons. A list as
    generators print it unread ('["A", "B"]', Jekyll's) is one whatever the site does, and so is "甲、乙" or "A; B".
    """
    listed = _LISTED.fullmatch(text)
    if listed:
        return tuple(part for quoted in _QUOTED.findall(listed[1]) if (part := quoted.strip("\"'").strip())) or (text,)
    if _ENUMERATING.search(text):
        return tuple(part for piece in _ENUMERATING.split(text) if (part := piece.strip())) or (text,)
    if always is False:
        return (text,)
    parts = tuple(part for piece in _JOINED.split(text) if (part := piece.strip()))
    if len(parts) < 2:  # noqa: PLR2004 - nothing to split
        return (text,)
    if always or all(is_person(part) for part in parts):
        return parts
    return (text,)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A key under which two writings of one name meet: only its letters and digits count, case aside."""
    return "".join(letter for letter in titles.tidy(name).casefold() if letter.isalnum())


def is_person(text: str) -> bool:
    """Whether a text looks like a person's full name: two to four words that begin with capitals, particles aside."""
    if not _PERSON.match(text):
        return False
    words = text.split()
    return all(word[:1].isupper() or word.casefold() in _PARTICLES for word in words) and "the" not in map(
        str.lower, words
    )


def may_be_person(text: str) -> bool:
    """Whether a text alone looks like a person's name, also in scripts without capitals.

    There by what names look like: Chinese and Korean ones begin with one of few family names, Japanese ones in kana or
    ideographs have two parts, Arabic, Persian and Hebrew ones have two to four words.
    """
    if _SEMITIC.fullmatch(text) or _JAPANESE.fullmatch(text):
        return True
    if _EAST_ASIAN.fullmatch(text):
        return text[0] in _FAMILY_NAMES
    return is_person(text)


def is_introduced(text: str) -> bool:
    """Whether a text begins with "by", "von", "作者：" or the like."""
    return _BY.match(titles.tidy(text)) is not None
