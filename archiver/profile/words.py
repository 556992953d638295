# ruff: noqa: RUF001, E501 - words of many scripts, as they stand in addresses
"""What the words in blogs' addresses mean, before anything is known of a site.

They are the defaults of WordPress, Ghost, Blogger, Hugo, Jekyll, Hexo, Pelican, Drupal, Typecho, Halo, Squarespace,
Wix, Substack, Medium, Tumblr, Blogfa and others, in the languages these are translated to; lower case, decoded.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A folder of listings: what stands behind names a term, a person or a time.
TAXONOMIES = _words("""
    tag tags tagged label labels category categories cat cats topic topics subject subjects keyword keywords
    author authors writer writers contributor contributors profile user users series section sections genre collections
    schlagwort schlagworte schlagwoerter schlagwörter kategorie kategorien thema themen autor autoren rubrik stichwort
    etiquette etiquettes mot-cle mots-cles categorie catégorie catégories auteur auteurs rubrique rubriques theme themes
    etiqueta etiquetas categoria categorias categoría categorías categorie autores autora tema temas
    autore autori argomento argomenti onderwerp onderwerpen trefwoord forfatter kategori kategorier etikett ämne ämnen
    tagi kategoria kategorie štítek stitek stitky rubrika rubriky cimke címke szerző szerzo etiket etiketler yazar konu
    rubrika kategoriya category-name метка метки тег теги рубрика рубрики категория категории автор авторы тема
    标签 標籤 分类 分類 类别 作者 专题 专栏 主题 系列 タグ カテゴリ カテゴリー 著者 태그 카테고리 분류 글쓴이
    برچسب برچسب‌ها دسته دسته‌بندی دسته-بندی دستهبندی موضوع نویسنده نويسنده موضوعات کلیدواژه وسم تصنيف الكاتب كاتب
    תגית קטגוריה แท็ก หมวดหมู่ टैग श्रेणी
""")

# A folder or page that lists posts by time.
ARCHIVES = _words("""
    archive archives archiv archivo archivos archivio archiwum arquivo arquivos arkiv arsiv arşiv archief arhiv arhiva
    timeline by-date by-year by-month all-posts all allposts архив 归档 歸檔 存档 文章归档 アーカイブ 보관함 بایگانی آرشیو ارشيف
""")

TIMES = _words("date day month year week")  # before a number: what FC2 and others list by time

# A folder of posts; by itself the blog's index.
BLOGS = _words("""
    blog blogs post posts article articles entry entries news story stories weblog journal diary notes note essay essays
    insights updates writing writings magazine blog-posts blog-post blogpost newsroom press-releases release-notes
    changelog dispatches musings thoughts podcast episodes episode til
    beitrag beitraege beiträge artikel aktuelles neuigkeiten nachrichten meldungen tagebuch
    actualites actualités actualite billets billet articles-blog nouvelles
    articulo articulos artículos entrada entradas noticias noticia publicaciones bitacora
    artigo artigos postagem postagens blogue novidades articolo articoli notizie bericht berichten nieuws
    innlegg nyheter aktuelt inlägg indlaeg blogg blogi wpis wpisy aktualnosci clanek clanky članky novinky blogu
    yazi yazilar haberler blogum bejegyzes статья статьи новости блог записи запись пост
    文章 博客 日志 新闻 随笔 記事 ブログ 日記 글 블로그 포스트
    مقاله مقالات مطلب مطالب وبلاگ بلاگ نوشته نوشته‌ها اخبار خبر پست مقال تدوينات المدونة מאמרים בלוג บทความ
""")

# Those of them that stand before one post rather than before a later page: /post/12, but /blog/12.
SINGLE_POSTS = _words("""
    post article entry story note essay episode blog-post blogpost beitrag artikel billet articulo artículo entrada
    artigo postagem articolo bericht wpis clanek yazi статья запись пост 文章 日志 随笔 記事 日記 글 مقاله مطلب نوشته پست مقال
""")

# Words that stand before a number of a listing's later pages.
PAGINATION = _words("""
    page pages-of pagina página seite pag paged p-page sayfa strana stranica strona oldal side sida sivu pagine
    trang страница стр 页 第 ページ 페이지 صفحه صفحة
""")

# Pages of a site that are no posts.
PAGES = _words("""
    about about-us about-me aboutme whoami bio cv resume me now uses colophon contact contact-us contacts contactus
    imprint legal legal-notice terms terms-of-service terms-of-use terms-and-conditions tos privacy privacy-policy
    cookie-policy cookies disclaimer license licence accessibility faq faqs help support team people staff company jobs
    careers career partners sponsors donate donation subscribe newsletter advertise press media-kit services service
    products product portfolio projects project work works gallery guestbook links blogroll friends friend talks speaking
    publications books shop store pricing testimonials sitemap site-map thanks thank-you welcome start-here 404 offline
    ueber uber über ueber-mich ueber-uns über-mich über-uns impressum datenschutz datenschutzerklaerung kontakt agb
    leistungen produkte referenzen spenden gaestebuch nutzungsbedingungen
    a-propos apropos qui-sommes-nous mentions-legales mentions-légales confidentialite politique-de-confidentialite
    acerca acerca-de sobre sobre-mi sobre-nosotros sobre-mim contacto contato aviso-legal privacidad privacidade
    politica-de-privacidad politica-de-privacidade quienes-somos servicios productos servicos produtos
    chi-siamo chi-sono contatti informativa-privacy over over-mij over-ons om om-mig om-oss om-meg kontakta kontakta-oss
    o-mnie o-nas kontakty regulamin polityka-prywatnosci o-projektu hakkimda hakkimizda iletisim gizlilik kapcsolat rolam
    обо-мне о-нас о-блоге контакты 关于 關於 关于我 关于我们 友链 友情链接 朋友 留言 留言板 联系 联系我们 隐私政策
    自己紹介 プロフィール お問い合わせ 소개 연락처 방명록
    درباره درباره-ما درباره-من درباره‌ما تماس تماس-با-ما تماس-با-من تماس‌باما قوانین حریم-خصوصی پیوندها لینک‌ها
    من-نحن اتصل-بنا سياسة-الخصوصية
""")

# First folders whose content is no post; what stands below them neither.
PAGE_FOLDERS = _words("""
    product products produkt produkte produkty producto productos produit produits service services leistungen servicios
    portfolio project projects team staff job jobs career careers stellen shop store event events veranstaltungen
    docs documentation doc wiki manual api-docs forum forums community help support pages case-studies
    testimonials testimonial faq faqs legal company locations location
""")

# Addresses of machinery and of forms.
FORMS = _words("""
    wp-login.php wp-admin wp-signup.php wp-activate.php wp-cron.php wp-trackback.php wp-comments-post.php xmlrpc.php
    wp-register.php wp-links-opml.php login log-in logout signin sign-in signup sign-up register registration account
    my-account cart checkout basket wishlist warenkorb kasse anmelden panier carrito admin administrator user-login
    wp-includes cgi-bin cdn-cgi oembed trackback embed mailto
    lost-password password-reset unsubscribe action.php
""")
SEARCHES = _words(
    "search suche recherche buscar busca cerca ricerca zoeken sok søk szukaj arama поиск 搜索 検索 검색 جستجو بحث"
)
FEEDS = _words("feed feeds rss rss2 atom rdf feed.xml rss.xml atom.xml feed.json index.xml index.rdf index.rss")
MEDIA_FOLDERS = _words("wp-content uploads assets static images img css js fonts theme themes _next media files")
COPIES = _words("amp print print-view printable mobile imprimer drucken embed m")  # behind a post's own address

LANGUAGES = _words("""
    ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl no pl pt ro ru sk sl sr sv sw ta th
    tr uk ur vi zh zh-cn zh-tw zh-hans zh-hant pt-br pt-pt en-us en-gb en-au en-ca de-de de-at de-ch fr-fr fr-ca fr-be
    es-es es-mx es-419 it-it nl-nl nl-be ja-jp ko-kr ru-ru fa-ir zh-hk
""")

MONTH_NAMES = _words("""
    jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
    november dec december januar februar maerz märz mai juni juli oktober dezember janvier fevrier mars avril juin juillet
    aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre
""")

EXTENSIONS = _words("html htm php php3 php5 phtml asp aspx jsp shtml xhtml cgi cfm do")
MEDIA_EXTENSIONS = _words("""
    jpg jpeg jpe png gif webp avif svg ico bmp tif tiff heic jxl psd ai eps
    mp3 m4a ogg oga opus wav flac aac mid mp4 m4v webm ogv mov avi mkv wmv flv mpg mpeg 3gp
    pdf ps djvu epub mobi azw3 doc docx odt rtf xls xlsx ods csv ppt pptx odp key pages numbers
    zip tar gz tgz bz2 xz 7z rar zst jar war dmg iso exe msi apk deb rpm pkg bin
    css js mjs map json5 woff woff2 ttf otf eot wasm swf
    torrent ics vcf asc sig patch diff log sql db ipynb
""")

# Query parameters, by what they select.
QUERY_POST = _words("p postid post_id article_id entry id articleid blogid newsid nid")
QUERY_PAGE = _words("page_id")
QUERY_LISTING = _words(
    "cat tag author category_name category categoryid tagid term taxonomy label archive tags author_name"
)
QUERY_TIME = _words("m w year monthnum day month date cal calendar ym tribe-bar-date ical event-date week")
QUERY_PAGINATION = _words("""
    paged page pg pn pageno page_no pagenum page_num offset start skip updated-max max-results start-index seite pagina
    before after cursor from blog_page query-page p-page query-0-page query-1-page query-2-page next prev
""")
QUERY_SEARCH = _words("s q query search keyword keywords k kw wd searchword search_query term")
QUERY_FACET = _words("""
    sort order orderby order_by sortby dir direction view mode layout filter filters facet facets min max min_price
    max_price color colour size price brand rating per_page perpage limit posts_per_page show display style grid
    columns tab lang_filter filter_by post_type in_stock
""")
QUERY_FORM = _words("""
    action redirect_to redirect return returnto return_to add-to-cart add_to_cart login logout register edit preview
    preview_id preview_nonce _wpnonce nonce token doing_wp_cron customize_changeset_uuid et_fb elementor-preview ver
    wc-ajax wpdmdl download attachment openidserver oembed url subscribe like unlike vote reply cancel
""")
QUERY_COMMENT = _words(
    "replytocom cpage comment_page commentpage comment-page showcomment comment commentid comments serendipity[cview]"
)
QUERY_COPY = _words("print amp printable format output noamp outputtype ampmode theme mobile pdf share embed nomobile")
QUERY_ATTACHMENT = _words("attachment_id attachment")
QUERY_FEED = _words("feed withcomments withoutcomments")
QUERY_API = _words("rest_route")
QUERY_SESSION = _words(
    "sid s_id session sessionid session_id sess phpsessid jsessionid osid zenid sid_id visitor visitid"
)
