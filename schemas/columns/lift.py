"""Sponsored posts against organic ones; the lift itself is in ``schemas/metrics/lift.py``."""

from schemas.columns.column import Column, count

LIFT = {
    "lift_window_days": Column("Days back that sponsored and organic posts of a creator are compared.", "days"),
    "lift_post_age_days": Column("How old a post must be at its observation to be compared.", "days"),
    "tag": Column("A hashtag, compared without case."),
    "sponsorship_source": Column(
        "What says whether the post is paid for: deal, platform or caption; null when nothing does."
    ),
    "log_rate": Column("Natural logarithm of (engagements + 0.5) / headline_base.", "log"),
    "lift_level": Column("influencer, or tier."),
    "log_lift": Column("Mean log rate of sponsored posts minus that of organic ones.", "log"),
    "sponsored_log_variance": Column(
        "Variance of the mean log rate of the sponsored posts; null below two posts.", "log"
    ),
    "organic_log_variance": Column("Variance of the mean log rate of the organic posts; null below two posts.", "log"),
    "unknown_posts": count("Posts of which nothing says whether they are paid for; not compared."),
    "boosted_posts": count("Posts that were boosted; not compared."),
    "sponsored_posts": count("Sponsored posts that are compared: with a rate, not boosted."),
    "organic_posts": count("Organic posts that are compared: with a rate, not boosted."),
    "organic_undeclared_posts": count("Of organic_posts, those known only by a caption that discloses nothing."),
    "sponsored_engagements": count("Engagements of sponsored_posts."),
    "sponsored_base": count("Headline denominator of sponsored_posts."),
    "organic_engagements": count("Engagements of organic_posts."),
    "organic_base": count("Headline denominator of organic_posts."),
    "lift_degrees_of_freedom": Column("Degrees of freedom of the interval's t quantile."),
    "lift_evidence": Column(
        "high, medium, low or insufficient (no interval), by posts of the smaller side: 10, 5, 2; of a tier by creators: 20, 10, 2."
    ),
}
