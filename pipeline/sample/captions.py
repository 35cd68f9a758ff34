"""The words of the sample: names, niches, captions. All invented.

Belongs here: texts, including the awkward ones a reader must survive.
Does not belong here: numbers, times, ids.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from pipeline.sample.csv_bytes import names

FIRST_NAMES = names(
    "ana bo cem dana eli fay gus hana ivo jun kai lea mio nia ole pia quy rio sam tea "
    "ugo vera wim xia yan zoe amir bela cleo dima enya finn gigi hugo inga jade kofi lola mads nora",
    " ",
)

COUNTRIES = {  # country: language, zone, share of creators
    "DE": ("de", "Europe/Berlin", 0.18),
    "FR": ("fr", "Europe/Paris", 0.13),
    "NL": ("nl", "Europe/Amsterdam", 0.10),
    "US": ("en", "America/New_York", 0.20),
    "GB": ("en", "Europe/London", 0.14),
    "BR": ("pt", "America/Sao_Paulo", 0.10),
    "ES": ("es", "Europe/Madrid", 0.10),
    "JP": ("ja", "Asia/Tokyo", 0.05),
}

NICHES = ("beauty", "food", "fitness", "travel", "tech", "fashion", "parenting", "gaming")

CAPTIONS = (
    "Slow morning, strong coffee ☕",
    "Three things I learned this week",
    "Neuer Versuch, neues Glück ✨",
    "Petit matin, grande idée 🌿",
    "Wat een dag! Volgende keer beter",
    "Mi rutina de hoy, sin filtros",
    "Meu jeito simples de começar o dia",
    "今日のまとめです 🍵",
    "You asked, so here it is: part 2",
    "Behind the scenes, take 14",
    "Tell me I'm wrong 😅",
    "Save this for later",
    "Day 12 of trying something new",
    "The one mistake everybody makes",
    "Quick tip before the weekend",
    "Honest review after 30 days",
    "Little wins, big grin 🎉",
    "Which one would you pick: A, B or C?",
    "Unboxing, unedited",
    "No plan, no problem",
)

AWKWARD = (
    "First line\nSecond line, with a comma\n\nFourth line",
    'She said "never again" and then did it again',
    "Robert'); DROP TABLE posts; -- a caption, not a command",
    "=1+1 is what my spreadsheet thinks of this caption",
    "\u200fשלום לכולם\u200f, a right-to-left hello",
    "Family day 👩‍👩‍👧‍👦🏳️‍🌈 and flags 🇩🇪🇧🇷",
    "Curly “quotes”, an apostrophe’s tail; semicolons; 100% real",
    "Tabs\tand  double  spaces \\ back\\slashes",
    "",
    "@sample_friend look! https://example.com/?a=1&b=2,3",
    "Ünïcödé ñandú 東京 Ελλάδα Привет",
    "-5% today only, '+' and NULL and N/A are words here",
)

DISCLOSURES = {"de": "#werbung", "fr": "#publicité", "es": "#publi", "pt": "#publi"}


def captions(niche: pl.Series, rng: np.random.Generator) -> pl.Series:
    """Choose a caption for each post; one in nine is awkward, most end in the niche's tag."""
    count = niche.len()
    texts = pl.Series(CAPTIONS + AWKWARD)
    plain = rng.integers(0, len(CAPTIONS), count)
    awkward = len(CAPTIONS) + rng.integers(0, len(AWKWARD), count)
    is_awkward = rng.random(count) < 1 / 9
    frame = pl.DataFrame(
        {
            "text": texts.gather(np.where(is_awkward, awkward, plain)),
            "niche": niche,
            "tagged": ~is_awkward & (rng.random(count) < 0.7),
        }
    )
    return frame.select(
        pl.when("tagged").then(pl.format("{} #{} #sample", "text", "niche")).otherwise(pl.col("text")).alias("caption")
    )["caption"]


def with_disclosure(caption: pl.Expr, language: pl.Expr, brand: pl.Expr) -> pl.Expr:
    """Add the words that mark a paid post in the creator's language."""
    tag = language.replace_strict(DISCLOSURES, default="#ad")
    return pl.concat_str(caption, pl.lit(" "), tag, pl.lit(" with "), brand)
