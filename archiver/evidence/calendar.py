"""Months by name, and days of the Persian calendar."""

from __future__ import annotations

import datetime as dt

_NAMES = """
january jan januar jänner janvier janv enero ene janeiro gennaio gen januari ianuarie leden ledna styczeń stycznia sty
    января январь янв січня ocak tammikuuta ژانویه يناير جانفي كانون-الثاني ינואר 一月
february feb februar feber février févr fév febrero fevereiro fev febbraio februari februarie února luty lutego lut
    февраля февраль фев лютого şubat helmikuuta فوریه فبراير فيفري شباط פברואר 二月
march mar märz mär mrz mars marzo março maart mrt martie března marzec marca марта март мар березня mart maaliskuuta
    مارس آذار מרץ מרס 三月
april apr avril avr abril abr aprile aprilie dubna kwiecień kwietnia kwi апреля апрель апр квітня nisan huhtikuuta آوریل
    أبريل ابريل أفريل إبريل نيسان אפריל 四月
may mai maj mayo maio maggio mag mei května maja мая май травня mayıs toukokuuta مه می مايو ماي أيار מאי 五月
june jun juni juin junio junho giugno giu iunie června czerwiec czerwca cze июня июнь июн червня haziran kesäkuuta ژوئن
    يونيو يونيه جوان حزيران יוני 六月
july jul juli juillet juil julio julho luglio lug iulie července lipiec lipca lip июля июль июл липня temmuz heinäkuuta
    ژوئیه جولای يوليو يوليه جويلية تموز יולי 七月
august aug août aoû agosto ago augustus augusti srpna sierpień sierpnia sie августа август авг серпня ağustos elokuuta
    اوت    آگوست أغسطس اغسطس أوت غشت آب אוגוסט 八月
september sep sept septembre septiembre setiembre setembro set settembre septembrie září wrzesień września wrz сентября
    сентябрь сен сент вересня eylül syyskuuta سپتامبر سبتمبر شتنبر أيلول ספטמבר 九月
october oct okt oktober octobre octubre outubro out ottobre ott octombrie října październik października paź октября
    октябрь окт жовтня ekim lokakuuta اکتبر أكتوبر اكتوبر تشرين-الأول אוקטובר 十月
november nov novembre noviembre novembro noiembrie listopadu listopad listopada lis ноября ноябрь ноя листопада kasım
    marraskuuta نوامبر نوفمبر نونبر تشرين-الثاني נובמבר 十一月
december dec dez dezember décembre déc diciembre dic dezembro dicembre decembrie prosince grudzień grudnia gru декабря
    декабрь дек грудня aralık joulukuuta دسامبر ديسمبر دجنبر كانون-الأول דצמבר 十二月
"""
_PERSIAN = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
_ONES = (
    "یکم اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم"
)
_AFGHAN = ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت")


def _gregorian() -> dict[str, int]:
    months: dict[str, int] = {}
    number = 0
    for line in _NAMES.strip().splitlines():
        number += not line.startswith(" ")
        months.update(dict.fromkeys(line.replace("-", " ").split() if "-" not in line else line.split(), number))
    return months


MONTHS = _gregorian()
JALALI_MONTHS = {name: number for names in (_PERSIAN, _AFGHAN) for number, name in enumerate(names, 1)}


def _ordinals() -> dict[str, int]:
    units = dict(zip(_ONES.split(), (1, *range(1, 20)), strict=True))
    beyond = [(f"بیست و {name}", 20 + number) for name, number in units.items() if number < 10]  # noqa: PLR2004 - 21 to 29
    others = {"هیجدهم": 18, "بیستم": 20, "سی‌ام": 30, "سی ام": 30, "سی و یکم": 31}
    return {**units, **dict(beyond), **others}


PERSIAN_ORDINALS = _ordinals()
"""Days of a month in words, as Persian blog services write them: "بیست و سوم" is 23."""


def jalali_day(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a Jalali (Solar Hijri) one; None where there is no such day.

    Arithmetic of the 33-year cycle, exact for the years 1178 to 1633 (Borkowski, "The Persian calendar for 3000
    years", 1996).
    """
    longest = 31 if month <= 6 else 30  # noqa: PLR2004 - the first six months have 31 days
    if not (1 <= month <= 12 and 1 <= day <= longest):  # noqa: PLR2004 - months of a year
        return None
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30  # noqa: PLR2004 - as above
    cycle = year - 979
    since_epoch = 365 * cycle + cycle // 33 * 8 + (cycle % 33 + 3) // 4 + before + day - 1
    return dt.date(1600, 3, 20) + dt.timedelta(days=since_epoch)  # 1 Farvardin 979
