"""Sponsored posts against organic ones; the lift itself is in ``schemas/metrics/lift_metrics.py``."""

from schemas.values import EVIDENCE
from schemas.vocabulary import count, number, text

LIFT = {
    "lift_window_days": count(
        "Days back that sponsored and organic posts of a creator are compared.", "days", ge=1, not_null=True,
    ),
    "lift_post_age_days": count("How old a post must be at its observation to be compared.", "days", not_null=True),
    "tag": text("A hashtag, compared without case.", str_matches="^#"),
    "sponsorship_source": text(
        "What says whether the post is paid for: deal, platform or caption; null when nothing does.",
        isin=["deal", "platform", "caption"],
    ),
    "log_rate": number("Natural logarithm of (engagements + 0.5) / headline_base.", "log"),
    "lift_level": text("influencer, or tier.", isin=["influencer", "tier"]),
    "log_lift": number("Mean log rate of sponsored posts minus that of organic ones.", "log"),
    "lift_log_variance": number(
        "Variance of log_lift; null below two posts on a side, for a tier below two creators.", "log squared", ge=0,
    ),
    "lift_units": count("What log_lift rests on: posts of the smaller side, for a tier creators.", not_null=True),
    "unknown_posts": count("Posts of which nothing says whether they are paid for; not compared.", not_null=True),
    "boosted_posts": count("Posts that were boosted; not compared.", not_null=True),
    "sponsored_posts": count("Sponsored posts that are compared: with a rate, not boosted.", not_null=True),
    "organic_posts": count("Organic posts that are compared: with a rate, not boosted.", not_null=True),
    "organic_undeclared_posts": count(
        "Of organic_posts, those known only by a caption that discloses nothing.", not_null=True,
    ),
    "sponsored_engagements": count("Engagements of sponsored_posts."),
    "sponsored_base": count("Headline denominator of sponsored_posts."),
    "organic_engagements": count("Engagements of organic_posts."),
    "organic_base": count("Headline denominator of organic_posts."),
    "lift_degrees_of_freedom": number("Degrees of freedom of the interval's t quantile.", gt=0),
    "lift_evidence": text(
        "high, medium, low or insufficient (no interval), by posts of the smaller side: 10, 5, 2; of a tier by "
        "creators: 20, 10, 2.",
        isin=EVIDENCE, not_null=True,
    ),
}  # fmt: skip
