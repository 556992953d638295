# ruff: noqa: RUF001 - labels of many scripts, as pages print them
"""What links to the later or former pages of a listing say, in the languages of the common themes."""

from __future__ import annotations

import re

_WORDS = (
    r"older(?: posts| entries| articles| stories)?|newer (?:posts|entries|articles)|next(?: page| posts)?",
    r"(?:previous|earlier|more|all) (?:page|posts|entries|articles|stories)|load more|show more|view all(?: posts)?",
    r"archives?|archiv|archivos?|arquivos?|archivi|archiwum",
    r"(?:ältere|neuere|weitere|alle) (?:beiträge|einträge|artikel)|nächste(?: seite)?|vorherige seite|weiter",
    r"articles (?:plus )?(?:anciens|précédents|suivants|récents)|(?:page )?suivante?|page précédente",
    r"(?:entradas|artículos|páginas?) (?:anteriores|(?:más )?antiguas|más recientes|siguientes?)|siguiente",
    r"(?:posts|postagens|artigos|página) (?:mais )?(?:antig[oa]s|recentes|anteriore?s?|seguintes?)|próxima(?: página)?",
    r"(?:articoli|post) (?:più )?(?:vecchi|meno recenti|precedenti|successivi)|(?:pagina )?successiva",
    r"(?:oudere|nieuwere) (?:berichten|artikelen)|volgende(?: pagina)?",
    r"(?:äldre|nyare) inlägg|(?:ældre|eldre|nyere) innlegg|starsze wpisy|następna(?: strona)?",
    r"starší příspěvky|další(?: strana)?|sonraki|önceki(?: yazılar)?|eski yazılar",
    r"(?:следующая|предыдущая)(?: страница)?|(?:старые|предыдущие) записи|далее|ранее",
    r"下一页|下一頁|下页|上一页|上一頁|更早的文章|更多文章|较早的文章|较旧的文章|查看更多|加载更多|归档",
    r"次(?:の(?:ページ|記事一覧))|次へ|前へ|過去の記事|もっと見る|다음(?: 페이지)?|이전 (?:글|페이지)|더 보기",
    r"(?:صفحه|صفحۀ|صفحه‌ی) (?:بعد|بعدی|قبل|قبلی)|بعدی|قبلی|قدیمی[‌ ]تر|آرشیو|بایگانی",
    r"(?:نوشته[‌ ]های|مطالب|پست[‌ ]های) (?:قدیمی[‌ ]تر|قبلی|پیشین|بعدی|تازه[‌ ]تر)|التالي|السابق|مقالات أقدم",
    r"page \d+|»|›|→|>>?|«|‹|←|<<?|[\d۰-۹٠-٩]{1,4}",
)
# The whole text of a link, arrows and punctuation around it aside.
LATER = re.compile(rf"^\W*(?:{'|'.join(_WORDS)})\W*$", re.IGNORECASE)
