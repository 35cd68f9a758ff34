"""The choices that the SQL models read: each with its default, its bounds and its words, once.

A setting added here is a column of ``meta.settings``, with its type, rule and words, and a line of ``influencers.toml``,
of the environment and of ``docs/settings.md``. What only a run reads is in ``pipeline/settings.py``.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def choice(default: Any, words: str, unit: str = "", **bounds: Any) -> Any:
    """Declare a setting with its words and the unit that it counts in; bounds as ``pydantic.Field`` takes them."""
    return Field(default, description=words, json_schema_extra={"unit": unit}, **bounds)


def _upper(code: Any) -> Any:
    return code.upper() if isinstance(code, str) else code


class ModelSettings(BaseModel):
    """What the models can be told."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    reporting_currency: Annotated[str, BeforeValidator(_upper)] = choice(
        "USD", "Currency of the marts, and of amounts that state none (ISO 4217).", pattern="^[A-Z]{3}$"
    )
    tier_scheme: str = choice(
        "default", "Tier scheme of the marts that show one: default, article_loose, niche_relative, or one of your own."
    )
    engagement_window_posts: int = choice(30, "Most posts in a creator's rate.", "count", ge=1)
    engagement_window_days: int = choice(90, "Days back that a creator's rate looks.", "days", ge=1)
    follower_tolerance_hours: int = choice(
        24 * 14, "How old the follower count of a post may be before a later one is nearer.", "hours", ge=1
    )
    follower_later_max_days: int = choice(
        365, "How much later than a post a follower count may be to stand for it.", "days", ge=1
    )
    exchange_rate_max_age_days: int = choice(62, "How old an exchange rate may be.", "days", ge=0)
    attribution_window_days: int = choice(
        30, "Days after a deal's last post in which an order found by its code or link counts.", "days", ge=0
    )
    bootstrap_seed: int = choice(20_250_101, "Seed of the intervals of returns.", ge=0)
    bootstrap_replicates: int = choice(
        1000, "How often the intervals of returns draw deals or orders anew.", "count", ge=200, le=10_000
    )
    goal_tolerance: float = choice(
        0.1, "How far a goal's result may be from what is expected by now to be on track.", "0 to 1", ge=0, lt=1
    )
    definition_min_posts: int = choice(
        5, "Posts that a creator needs on one side of a break in a platform's definition to be compared on it.",
        "count", ge=1,
    )  # fmt: skip
    definition_min_creators: float = choice(
        0.5, "Share of a platform's creators that must have so many posts on a side for all to be compared on it.",
        "0 to 1", gt=0, le=1,
    )  # fmt: skip
    lift_window_days: int = choice(
        180, "Days back that sponsored and organic posts of a creator are compared.", "days", ge=1
    )
    lift_post_age_days: int = choice(3, "How old a post must be at its observation to be compared.", "days", ge=0)
    tier_boundary_share: float = choice(
        0.05, "How near a tier's bound counts as near, as a share of the bound.", "0 to 1", ge=0, lt=1
    )
    tier_quantile_min_accounts: int = choice(
        20, "Accounts that a niche needs for quantiles of its own; else those of the platform hold.", "count", ge=1
    )
    benchmark_min_overlap: float = choice(
        0.5, "How much of a tier a published benchmark must share to be compared.", "0 to 1", gt=0, le=1
    )
