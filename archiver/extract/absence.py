"""What a page says that stands where a post was: that there is nothing, or that one may not see it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page import Page

_FEW = 1_500  # characters of a page's own text within which a sentence speaks for the whole page

_ABSENT = re.compile(
    r"\b404\b|not found|nothing (?:here|(?:was )?found)|(?:cannot|can[’']?t|could ?n[o’']?t) (?:be )?(?:find|found)"
    r"|no longer (?:exists?|available)|does ?n[o’']t exist|has been (?:removed|deleted)"
    r"|nicht gefunden|existiert nicht|nicht mehr (?:verfügbar|vorhanden)|introuvable|n[’']existe (?:plus|pas)"
    r"|no encontrad|no existe|non trovat|non esiste|não encontrad|não existe|niet gevonden|bestaat niet"
    r"|nie (?:została )?znalezion|не найден|не существует|не знайден|bulunamadı|hittades inte|ikke fundet|ikke funnet"
    r"|ei löytynyt|δεν βρέθηκε|nenalezen|nem található|không tìm thấy|tidak ditemukan|ไม่พบ|不存在|未找到|找不到"
    r"|見つかりません|存在しません|찾을 수 없|پیدا نشد|یافت نشد|وجود ندارد|غير موجود|לא נמצא|नहीं मिल",
    re.IGNORECASE,
)
_BARRED = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you(?:[’']re| are)|are you (?:a )?(?:human|robot)"
    r"|captcha|access (?:is )?denied|request(?: was)? blocked|you have been blocked|attention required|unusual traffic"
    r"|too many requests|rate limit|(?:enable|accept) (?:\w+ (?:and )?)?cookies|cookies? (?:consent|settings)"
    r"|before you continue|sign in|log ?in\b|members only|subscribe to (?:read|continue)|private (?:blog|site)"
    r"|domain (?:name )?(?:is |may be )?(?:for sale|parked|expired)|buy this domain|account suspended"
    r"|fatal error|parse error|uncaught (?:\w+ ?)?(?:error|exception)|internal server error|stack trace|bad gateway"
    r"|gateway time-?out|service unavailable|temporarily unavailable|bandwidth limit exceeded|resource limit is reached"
    r"|(?:under|scheduled|site) maintenance|maintenance mode|under construction|coming soon|database connection"
    r"|anmelden|einloggen|zugriff verweigert|wartungsarbeiten|connectez-vous|accès refusé|iniciar sesión"
    r"|acceso denegado|accedi\b|accesso negato|inloggen|iniciar sessão|zaloguj|войти|доступ (?:запрещ|огранич)"
    r"|登录|登錄|验证|驗證|访问被拒绝|ログイン|アクセスが拒否|로그인|접근이 거부|ورود به|دسترسی غیرمجاز|تسجيل الدخول",
    re.IGNORECASE,
)


class Instead(StrEnum):
    """What stands in place of a post."""

    ABSENT = "it says that nothing is there"
    BARRED = "it asks to log in, bars the way, or tells of an error"


def instead(page: Page) -> Instead | None:
    """What a page that does not show the post it should says instead; None where it says neither.

    Only for pages that are known not to show it: posts may well speak of captchas and of missing pages. Title and
    headings go first; the text counts where there is little of it.
    """
    names = " \n ".join(names_of(page))
    if page.outline.has_password:
        return Instead.BARRED
    for text in (names, page.tree.text_content() if page.outline.own_chars < _FEW else ""):
        if _ABSENT.search(text):
            return Instead.ABSENT
        if _BARRED.search(text):
            return Instead.BARRED
    return None


def names_of(page: Page) -> Iterator[str]:
    """What a page calls itself: its title, and its first headings."""
    yield page.title_tag
    for name in ("og:title", "twitter:title"):
        yield page.meta(name) or ""
    for heading in list(page.tree.iter("h1"))[:3]:
        yield " ".join(heading.text_content().split())
