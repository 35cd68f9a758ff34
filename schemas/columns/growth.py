"""How accounts grew before deals."""

from schemas.vocabulary import count, moment, number, text

GROWTH = {
    "growth_window_days": count("Length of the window before the deal: 30 or 90.", "days", ge=1, adds_up=False),
    "growth_until_at": moment("The end of the window: the creator's first post for the deal, else its agreement or first day."),
    "growth_from_at": moment("The beginning of the window."),
    "growth_until_source": text(
        "What the end of the window is: first post, agreement, or first day (of the deal).",
        isin=["first post", "agreement", "first day"],
    ),
    "until_observed_at": moment("When the count at the end of the window held."),
    "from_observed_at": moment("When the count at the beginning of the window held."),
    "previous_rounding": count("Step to which previous_followers is rounded: 1 when exact.", ge=1),
    "followers_gap_days": number("How long before the end of the window followers were counted.", "days", ge=0),
    "previous_followers_gap_days": number(
        "How long before the beginning of the window previous_followers were counted.", "days", ge=0,
    ),
    "growth_days": number("Time between the two counts.", "days", ge=0),
    "history_weeks": count("Weeks before the window in which a change of the count is known.", not_null=True),
    "history_days": number("Days that these changes cover.", "days", gt=0),
    "history_growth": number("Growth over these days.", "logarithm of a ratio"),
    "history_rounding": number("What rounding can explain of it.", "logarithm of a ratio", ge=0),
    "growth_per_day_before": number("Mean growth in a day before the window.", "logarithm of a ratio"),
    "growth_variance_per_day": number(
        "Variance of a day's growth before the window, by weeks.", "logarithm of a ratio, squared", ge=0,
    ),
    "growth_beyond_peers": number(
        "Median of growth_beyond_before over the deals on the platform, this one among them.", "logarithm of a ratio",
    ),
    "peer_deals": count(
        "Deals and creators behind growth_beyond_peers.", adds_up=False, not_null=True,
    ),
    "follower_jumps": count("Jumps of followers within the window; see follower_history.", not_null=True),
    "unmatched_jumps": count(
        "Of the jumps, those with which the engagements of the posts did not rise; see audience_review.", not_null=True,
    ),
    "growth_finding": text(
        "needs review (growth well beyond before; never a verdict), as before, or cannot assess.",
        isin=["needs review", "as before", "cannot assess"], not_null=True,
    ),
    "growth_unseen": text("Why the growth cannot be assessed; null where it can."),
}  # fmt: skip
