"""Which addresses show the same picture: image services write size, format, signature and version into them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode

from archiver import urls

# Parameters that say how a picture is served, not which: imgix, Jetpack Photon, Contentful, Sanity, WordPress, Next.js,
# Drupal (itok); signed addresses of S3, Google Cloud Storage, Azure and CloudFront; versions against caches.
_SERVING = frozenset(
    (
        *("w", "h", "width", "height", "maxwidth", "maxheight", "size", "sz", "resize", "crop", "fit", "rect", "dpr"),
        *("q", "quality", "auto", "fm", "format", "f", "fl", "ssl", "strip", "zoom", "itok", "bg", "blur", "sharp"),
        *("v", "ver", "version", "rev", "t", "ts", "_", "cb", "cache", "cachebuster", "nocache", "hash", "mtime"),
        *("s", "sig", "signature", "token", "expires", "exp", "key-pair-id", "policy", "awsaccesskeyid"),
        *("se", "sp", "sr", "st", "sv", "googleaccessid", "is-pending-load", "lastmodified", "imwidth", "imheight"),
    )
)
_SIGNING = ("x-amz-", "x-goog-")
_WRAPPED = ("url", "src", "image", "img", "href")  # parameters that hold the address of the picture itself
_FORMAT = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|jxl|heic|bmp|tiff?)$", re.IGNORECASE)
# photo-300x200.jpg, photo-scaled.jpg, photo@2x.jpg, photo_hu1a2b3c_400x0_resize_q75_box.jpg (Hugo)
_SIZE_OF_NAME = re.compile(r"(?:[-_]\d{2,5}x\d{1,5}|-scaled|@\dx|_hu_?[0-9a-f]{6,}(?:_\w+)?)$", re.IGNORECASE)
# One part of a path that says how: "w_640,c_fill" (Cloudinary, Substack), "s1600-h" (Blogger), "resize:fit:1400"
# (Medium), "width=800,quality=75" (Cloudflare), "$s_!ab12!" (Substack), "v1700000000" (Cloudinary), "800x600"
_SERVING_PART = re.compile(
    r"(?:[a-z]{1,3}_[\w.:-]+(?:,[$\w.:!-]+)*|\$s_![^/]*|s\d{2,4}(?:-[a-z0-9-]+)?|w\d+(?:-h\d+)?(?:-[a-z0-9-]+)?"
    r"|(?:resize|rs|fit|fill|format|quality|size|width|height):[\w.:]+|(?:[a-z]+=[\w.]+)(?:,[a-z]+=[\w.]+)*"
    r"|v\d{6,}|\d{2,5}x\d{1,5}|fit-in|max|filters:[^/]+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def picture(url: str) -> str:
    """What addresses of one picture have in common: a key to compare by, not an address.

    The host does not count (mirrors of one CDN), nor do size, format, signature and version. A picture that another
    one replaces under the same name is not told from it.
    """
    address = urls.parse(url)
    if address is None:
        return url
    query = parse_qsl(address.query, keep_blank_values=True)
    inner = next((value for name, value in query if name.lower() in _WRAPPED and "/" in value), None)
    path = unquote(address.path)
    nested = re.search(r"https?:/{1,2}(.+)$", path)
    if inner is not None:
        return picture(urls.resolve(url, inner) or inner)
    if nested is not None:
        return picture("https://" + nested[1])
    parts = [part for part in path.split("/") if part]
    if len(parts) > 1 and re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", parts[0]):  # i0.wp.com/blog.example/photo.jpg
        parts = parts[1:]
    kept = [part for part in parts[:-1] if not _SERVING_PART.fullmatch(part)]
    stem = _SIZE_OF_NAME.sub("", _FORMAT.sub("", parts[-1])) if parts else ""
    which = sorted((name, value) for name, value in query if not _is_serving(name))
    return "/".join([*kept, stem]) + (f"?{urlencode(which)}" if which else "")


def pictures(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The pictures at these addresses in their order, each one once."""
    return tuple(dict.fromkeys(map(picture, addresses)))


def _is_serving(name: str) -> bool:
    name = name.lower()
    return name in _SERVING or name.startswith(_SIGNING)
