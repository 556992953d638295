"""What stands before a date and says of what it is: "Posted on", "更新于", "Последнее обновление:"."""

from __future__ import annotations

import re
from functools import lru_cache

from archiver.evidence import dates

LONGEST = 100  # characters of a line that is a label and a date
_PUBLISHED = re.compile(
    r"(?:first\s+)?(?:posted|published|written|created|submitted)(?:\s+(?:on|at))?|(?:publication\s+|publish\s+)?date|on"
    r"|ver[öo]ffentlicht(?:\s+am)?|erstellt(?:\s+am)?|geschrieben\s+am|datum|publi[ée]e?(?:\s+le)?|post[ée]\s+le|[ée]crit\s+le|date\s+de\s+publication"
    r"|publicado(?:\s+(?:el|en|em))?|fecha(?:\s+de\s+publicaci[óo]n)?|data(?:\s+de\s+publica[çc][ãa]o)?|pubblicato(?:\s+il)?|(?:geplaatst|gepubliceerd)(?:\s+op)?"
    r"|опубликовано|размещено|дата(?:\s+публикации)?|yay[ıi]n(?:lanma|land[ıi])?(?:\s+tarihi)?|tarih"
    r"|(?:منتشر|ارسال|نوشته)(?:\s+شده)?(?:\s+در)?(?:\s+تاریخ)?|(?:تاریخ\s+)?انتشار|تاریخ|نُ?شرت?(?:\s+في)?|(?:بتاريخ|تاريخ(?:\s+النشر)?)|פורסם(?:\s+ב-?)?|תאריך"
    r"|(?:δημοσιε[ύυ][θτ]ηκε|αναρτ[ήη]θηκε)(?:\s+(?:στις|την))?|ημερομην[ίι]α(?:\s+δημοσ[ίι]ευσης)?|στις"
    r"|(?:được\s+)?đăng(?:\s+(?:ngày|vào|lúc))?|xuất\s+bản(?:\s+(?:ngày|vào))?|ngày(?:\s+đăng)?"
    r"|发[表布](?:于|於|时间|日期)?|發[表佈布](?:於|于|時間|日期)?|(?:发文|写作|撰写)?(?:日期|时间|時間)|写于|寫於|(?:投稿|公開|作成|掲載)日?時?|日付|(?:작성|게시|등록|발행)(?:일|됨|날짜)?|날짜",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?:this\s+(?:post|page|article)\s+was\s+)?(?:last\s+)?(?:updated?|modified|edited|revised|changed)(?:\s+(?:on|at))?"
    r"|(?:zuletzt\s+)?(?:aktualisiert|ge[äa]ndert|bearbeitet)(?:\s+am)?|(?:letzte\s+)?(?:aktualisierung|[äa]nderung)(?:\s+am)?"
    r"|(?:derni[èe]re\s+)?(?:mise\s+[àa]\s+jour|modification)(?:\s+le)?|(?:mis\s+[àa]\s+jour|modifi[ée]|actualis[ée])e?(?:\s+le)?"
    r"|(?:[úu]ltima\s+)?(?:actualizaci[óo]n|atualiza[çc][ãa]o|modificaci[óo]n)|(?:actualizado|atualizado|modificado)(?:\s+(?:el|en|em))?"
    r"|(?:ultimo\s+)?aggiornamento|aggiornato(?:\s+(?:il|al))?|(?:laatst\s+)?(?:bijgewerkt|gewijzigd)(?:\s+op)?|(?:ostatnia\s+)?aktualizacja|zaktualizowano"
    r"|(?:senast\s+|sist\s+|sidst\s+)?(?:uppdaterad|oppdatert|opdateret)(?:\s+den)?|(?:последнее\s+)?обновл(?:ение|ено)|изменено|дата\s+обновления"
    r"|(?:(?:τελευτα[ίι]α\s+)?(?:ενημ[έε]ρωση|τροποπο[ίι]ηση)|(?:ενημερ[ώω]|τροποποι[ήη])θηκε)(?:\s+στις)?"
    r"|(?:son\s+)?g[üu]ncelle(?:me|nme|ndi)(?:\s+tarihi)?|(?:آخرین\s+)?(?:به[\s\u200c]?روز[\s\u200c]?رسانی|بروزرسانی|ویرایش)(?:\s+شده)?(?:\s+در)?"
    r"|(?:آخر\s+)?(?:تحديث|تعديل)(?:\s+في)?|עודכן(?:\s+(?:לאחרונה\s+)?ב-?)?|עדכון\s+אחרון|(?:最[后後近])?(?:更新|修改|编辑|編輯)(?:于|於|时间|時間|日期|在)?|(?:最終)?更新日?時?"
    r"|(?:최종\s*|마지막\s*)?(?:수정|업데이트|갱신)(?:일|됨|날짜)?",
    re.IGNORECASE,
)
_AROUND = " \t\n:：,，-–—|·•*_([【（"
_BEHIND = " \t\n.。,，)]】）*_|·"


@lru_cache(maxsize=4096)
def kind(text: str) -> str:
    """Either "published" or "modified" where a text begins with such a label and a date; "" otherwise."""
    if len(text) > LONGEST:
        return ""
    found = dates.place(text)
    return of_label(text[: found.start]) if found is not None else ""


def of_label(text: str) -> str:
    """The same for the label alone, as it stands before an element with the date."""
    label = text.strip(_AROUND)
    if not label:
        return ""
    if _MODIFIED.fullmatch(label):
        return "modified"
    return "published" if _PUBLISHED.fullmatch(label) else ""


def is_update(text: str) -> bool:
    """Whether a line says when the post was last changed, and nothing else."""
    if len(text) > LONGEST or not dates.has_year(text):
        return False
    found = dates.place(text)
    return found is not None and of_label(text[: found.start]) == "modified" and not text[found.end :].strip(_BEHIND)
