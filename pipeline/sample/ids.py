"""Make platform ids that carry their publish time, and read it back.

Belongs here: the id arithmetic of each platform, on whole arrays.
Does not belong here: which post gets which time (``posts``), links inside files (``meta``, ``x`` …).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
INSTAGRAM_EPOCH_MS = 1_314_220_021_721
X_EPOCH_MS = 1_288_834_974_657
_LETTERS = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_YOUTUBE_LAST = np.frombuffer(b"AEIMQUYcgkosw048", dtype=np.uint8)


def instagram_pk(unix_ms: Ints, rng: np.random.Generator) -> Ints:
    """Make media numbers: milliseconds since Instagram's epoch, then 23 random bits."""
    return ((unix_ms - INSTAGRAM_EPOCH_MS) << 23) | rng.integers(0, 1 << 23, unix_ms.size)


def tiktok_id(unix_ms: Ints, rng: np.random.Generator) -> Ints:
    """Make video ids: Unix seconds, then 32 random bits."""
    return ((unix_ms // 1000) << 32) | rng.integers(0, 1 << 32, unix_ms.size)


def x_id(unix_ms: Ints, rng: np.random.Generator) -> Ints:
    """Make snowflakes: milliseconds since Twitter's epoch, then 22 random bits."""
    return ((unix_ms - X_EPOCH_MS) << 22) | rng.integers(0, 1 << 22, unix_ms.size)


def shortcode(pk: Ints) -> NDArray[np.str_]:
    """Write media numbers in Instagram's base 64, eleven letters each."""
    shifts = np.arange(60, -1, -6, dtype=np.int64)
    letters = _LETTERS[(pk[:, None] >> shifts) & 63]
    return _as_text(letters)


def youtube_id(count: int, rng: np.random.Generator) -> NDArray[np.str_]:
    """Make eleven-letter video ids; one in nine starts with ``-`` or ``_``, as some real ones do."""
    letters = _LETTERS[rng.integers(0, 64, (count, 11))]
    letters[:, 10] = _YOUTUBE_LAST[rng.integers(0, 16, count)]
    dashed = np.flatnonzero(rng.random(count) < 1 / 9)
    letters[dashed, 0] = np.frombuffer(b"-_", dtype=np.uint8)[rng.integers(0, 2, dashed.size)]
    return _as_text(letters)


def meta_post_id(count: int, rng: np.random.Generator) -> Ints:
    """Make the 17-digit ``Post ID`` of Meta's exports, which is not the media number."""
    prefix = rng.choice(np.array([178, 179, 180], dtype=np.int64), count)
    return prefix * 10**14 + rng.integers(0, 10**14, count)


def facebook_id(count: int, rng: np.random.Generator) -> Ints:
    """Make 15-digit Facebook post ids."""
    return rng.integers(10**14, 10**15, count)


def instagram_pk_of(code: str) -> int:
    """Read a shortcode back into its media number."""
    pk = 0
    for letter in code:
        pk = (pk << 6) | ALPHABET.index(letter)
    return pk


def unix_ms_of(platform: str, post_id: int) -> int:
    """Read the publish time out of an id, in Unix milliseconds.

    Raises:
        ValueError: the platform's ids carry no time.
    """
    if platform == "instagram":
        return (post_id >> 23) + INSTAGRAM_EPOCH_MS
    if platform == "tiktok":
        return (post_id >> 32) * 1000
    if platform == "x":
        return (post_id >> 22) + X_EPOCH_MS
    raise ValueError(f"{platform} ids carry no time; use instagram, tiktok or x")


def _as_text(letters: NDArray[np.uint8]) -> NDArray[np.str_]:
    width = letters.shape[1]
    return np.ascontiguousarray(letters).view(f"S{width}").ravel().astype(f"U{width}")
