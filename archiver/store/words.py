"""The words of a text, as they are counted and as the full-text index finds them.

The index splits text at spaces and punctuation. Chinese, Japanese, Thai, Lao, Khmer and Burmese write without spaces,
and Korean glues particles to words: there a whole clause would be one word. Such runs are indexed once more as
overlapping pairs of characters (as Lucene's CJKAnalyzer does), in a column of its own that other posts leave empty.

Measured, as index size in bytes of text (989 posts in English and German; 1,000 of Chinese-like text): unicode61 alone
.39 and .94, FTS5's trigram 2.36 and 2.70, unicode61 with pairs .39 and 3.06, of which posts in Latin script pay
nothing. Trigram takes ten times the time to write, and finds no word of two characters, as most Chinese words are. The
beginnings of words, of one to three characters, have lists of their own in the index besides: 2.5 times the size in
Latin script, twice in Chinese; they make `b*` and a single Chinese character as fast as any word. Pairs are found by
others too: `sqlite-utils search` and Datasette find words of two characters as they are.
"""

from __future__ import annotations

import re
import unicodedata

# Thai and Lao, Myanmar, Hangul Jamo, Khmer, kana to Hangul (with the ideographs), compatibility ideographs, half-width
# forms, and the ideographs beyond the basic plane.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
RUN = re.compile(f"[{_UNSPACED}]+")
_TOKEN = re.compile(rf"[\w{_UNSPACED}]+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019\-.][^\W_]+)*")
_TO_PERSIAN = str.maketrans("يىك", "ییک")
_TO_ARABIC = str.maketrans("یک", "يك")
# What Persian writes before and after a word with a joiner between, or glued to it: verbs' mi- and nemi-, plurals,
# comparatives
_GLUED = re.compile(r"\b(ن?می)(?=\w\w)|(?<=\w\w)(?:ها(?:یی|یم|یت|یش|ی)?|تر(?:ین)?)\b")
_I = re.compile("[iıIİ]\u0307?")
_MOST_DOTS = 3
_NUMERALS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
_DIGITS = tuple(str.maketrans("".join(_NUMERALS), one * len(_NUMERALS)) for one in _NUMERALS)


def word_count(text: str) -> int:
    """How many words a text has; in scripts without spaces every character counts as one, as WordPress counts them."""
    if not RUN.search(text):
        return sum(1 for _ in _WORD.finditer(text))
    characters = sum(len(_bases(run)) for run in RUN.findall(text))
    return characters + sum(1 for _ in _WORD.finditer(RUN.sub(" ", text)))


def parts(text: str) -> str | None:
    """What the index holds beside the text itself, for every word that has characters of such a script; None without.

    Their pairs, and what stands between them: "用Python编程" gives 用, Python, 编程 and 程. The last character of a run
    stands alone after its pairs, so that a single character is found as a prefix.
    """
    if text.isascii() or not RUN.search(text):
        return None
    return " ".join(part for word in _TOKEN.findall(text) if RUN.search(word) for part in pieces(word))


def spellings(words: str) -> list[str]:
    """The words as they are, and as others write them, for those who look for them.

    Persian is typed with the Arabic yeh and kaf by many keyboards, with digits of three scripts, and with or without
    the joiner that parts its affixes from a word, which the index takes for a blank; German ß is ss in Switzerland and
    capitals; Turkish ı is typed as i, and I is the capital of either.
    """
    arabic, persian = words.translate(_TO_ARABIC), words.translate(_TO_PERSIAN)
    parted = _GLUED.sub(lambda affix: f"{affix[0]} " if affix[1] else f" {affix[0]}", persian)
    letters = (words, persian, arabic, words.replace("ß", "ss"), words.replace("\u200c", ""))
    digits = [words.translate(table) for table in _DIGITS] if any(map(str.isdigit, words)) else []
    return list(dict.fromkeys((*letters, parted, parted.translate(_TO_ARABIC), *digits, *_dotted_or_not(words))))


def _dotted_or_not(words: str) -> list[str]:
    """The words with every i dotted or not, as far as these are few; else with all dotted, and with none."""
    pieces = _I.split(words)
    if len(pieces) - 1 > _MOST_DOTS:
        return ["i".join(pieces), "ı".join(pieces)]
    found = [pieces[0]]
    for piece in pieces[1:]:
        found = [f"{one}{letter}{piece}" for one in found for letter in "iı"]
    return found if len(pieces) > 1 else []


def pieces(word: str) -> list[str]:
    """A word's runs without spaces as pairs, its other pieces whole, in order."""
    found: list[str] = []
    end = 0
    for match in RUN.finditer(word):
        found += [word[end : match.start()], *pairs(match[0])]
        end = match.end()
    return [piece for piece in (*found, word[end:]) if piece]


def pairs(run: str) -> list[str]:
    """Overlapping pairs of a run's characters, then its last character: "abc" gives ab, bc, c."""
    bases = _bases(run)
    return [bases[index : index + 2] for index in range(len(bases))]


def _bases(run: str) -> str:
    """The run in its composed form without combining marks, which the index takes for separators."""
    return "".join(c for c in unicodedata.normalize("NFKC", run) if not unicodedata.category(c).startswith("M"))
