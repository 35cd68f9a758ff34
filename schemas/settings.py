"""Contract of the settings that the models read."""

from schemas.contract import Contract


class Settings(Contract):
    """meta.settings: the one row of choices that the models read."""

    columns = (
        "as_of_at known_on_at reporting_currency tier_scheme engagement_window_posts engagement_window_days",
        "follower_tolerance_hours exchange_rate_max_age_days attribution_window_days bootstrap_seed",
        "bootstrap_replicates goal_tolerance lift_window_days lift_post_age_days tier_boundary_share",
        "tier_quantile_min_accounts benchmark_min_overlap",
    )  # fmt: skip
    not_null = "attribution_window_days"
    rules = {"reporting_currency": {"str_matches": "^[A-Z]{3}$"}}
