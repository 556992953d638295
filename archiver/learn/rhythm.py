"""When to look at a post again: a rhythm for each post, from its age and from how often it was found changed."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST = timedelta(days=30)  # the promise: every post is looked at again within this
SHORTEST = timedelta(days=1)
# Posts are corrected soon after they are published or not at all: a post of age t is looked at again after t / 10,
# daily for its first ten days, every 30 days from ten months on.
_AGE_SHARE = 0.1
# Looks are spread over the last half of the interval, so that posts fetched in one night are not all due in one night.
_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Looks:
    """What looking at a post has shown so far.

    published: when the post came to be (unknown: when it was first seen). first, last: the first and the latest look.
    times: looks after the first one; changes: how many of them found an edit. announced: whether a source that has
    proven reliable would tell of an edit (REST `modified_after`, a sitemap's lastmod).
    """

    identity: str
    published: datetime | None
    first: datetime
    last: datetime
    times: int = 0
    changes: int = 0
    announced: bool = False


def next_look(looks: Looks, longest: timedelta = LONGEST) -> datetime:
    """When the post is to be looked at again: after the shorter of what its age and its own changes suggest.

    The rate of its changes is the estimator of Cho and Garcia-Molina, "Estimating frequency of change" (ACM TOIT 3(3),
    2003), section 4.2: -log((n - X + 0.5) / (n + 0.5)) / I for X changes found in n looks at intervals I; it is
    unbiased enough for few looks and never infinite. The next look comes after half the expected time to a change. A
    post whose edits are announced is looked at after `longest` only, as a check on the announcements.
    """
    wait = longest
    if not looks.announced:
        age = looks.last - (looks.published or looks.first)
        wait = min(wait, age * _AGE_SHARE)
        rate = change_rate(looks)
        if rate > 0:
            wait = min(wait, timedelta(days=0.5 / rate))
    spread = min(wait, longest) * (1 - _SPREAD * _share(looks.identity))
    return looks.last + max(SHORTEST, spread)


def change_rate(looks: Looks) -> float:
    """Estimated edits a day; 0.0 where no edit was ever found."""
    span_days = (looks.last - looks.first) / timedelta(days=1)
    if not looks.changes or not looks.times or span_days <= 0:
        return 0.0
    changes = min(looks.changes, looks.times)
    interval_days = span_days / looks.times
    return -math.log((looks.times - changes + 0.5) / (looks.times + 0.5)) / interval_days


def _share(identity: str) -> float:
    """A number from 0 to 1 that is always the same for one address: the spread must not wander from run to run."""
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:4], "big") / 2**32


# Announcements are believed until experience with the site says otherwise.
_ENOUGH = 10  # announcements before they are judged
_WORTHWHILE = 0.1  # share of them that must have been true: a conditional request costs little, an edit missed much
_RELIABLE = 0.9  # share of edits that must have been announced


@dataclass(frozen=True, slots=True)
class Announcements:
    """Experience with the modification times that a site's sitemap states.

    confirmed: a later time, and the post had changed. idle: a later time, and nothing had changed. missed: the post had
    changed, and the time had not.
    """

    confirmed: int = 0
    idle: int = 0
    missed: int = 0

    @property
    def wake(self) -> bool:
        """Whether a later time is worth a request: not where most of them were idle (lastmod is always now)."""
        announced = self.confirmed + self.idle
        return announced < _ENOUGH or self.confirmed >= _WORTHWHILE * announced

    @property
    def cover(self) -> bool:
        """Whether an unchanged time means an unchanged post: not where edits went by unannounced."""
        edits = self.confirmed + self.missed
        return self.missed == 0 or self.confirmed >= _RELIABLE * edits
