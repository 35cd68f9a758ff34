"""Sponsored posts against organic ones; the lift itself is in ``schemas/metrics/lift_metrics.py``."""

from schemas.values import EVIDENCE
from schemas.vocabulary import count, day, number, text

LIFT = {
    "tag": text("A hashtag, compared without case.", str_matches="^#"),
    "sponsorship_source": text(
        "What says whether the post is paid for: deal, platform or caption; null when nothing does.",
        isin=["deal", "platform", "caption"],
    ),
    "log_rate": number("Natural logarithm of (headline_engagements + 0.5) / headline_base.", "log"),
    "lift_level": text("influencer, or tier.", isin=["influencer", "tier"]),
    "log_lift": number("Mean log rate of sponsored posts minus that of organic ones of the same month.", "log"),
    "lift_log_variance": number(
        "Variance of log_lift; null below two posts on a side or where months hold no more than one of each, for a tier below two creators.", "log squared", ge=0,
    ),
    "lift_units": count("What log_lift rests on: posts of the smaller side, for a tier creators.", not_null=True),
    "lift_months": count("Calendar months with both kinds of posts; for a tier, summed over creators.", not_null=True),
    "lift_sponsored_posts": count("Sponsored posts of these months.", not_null=True),
    "lift_organic_posts": count("Organic posts of these months.", not_null=True),
    "posted_month": day("First day of the calendar month of posting (UTC)."),
    "month_weight": number("How much a month can tell: sponsored x organic posts / both.", "count", gt=0, not_null=True),
    "squares_within": number("Squared deviations from the means of month and kind.", "log squared", ge=0, not_null=True),
    "unknown_posts": count("Posts of which nothing says whether they are paid for; not compared.", not_null=True),
    "boosted_posts": count("Posts that were boosted; not compared.", not_null=True),
    "sponsored_posts": count("Sponsored posts with a rate, not boosted.", not_null=True),
    "organic_posts": count("Organic posts with a rate, not boosted.", not_null=True),
    "organic_undeclared_posts": count(
        "Of organic_posts, those known only by a caption that discloses nothing.", not_null=True,
    ),
    "sponsored_engagements": count("Headline numerator (headline_numerator) of sponsored_posts."),
    "sponsored_base": count("Headline denominator of sponsored_posts."),
    "organic_engagements": count("Headline numerator (headline_numerator) of organic_posts."),
    "organic_base": count("Headline denominator of organic_posts."),
    "lift_degrees_of_freedom": number("Degrees of freedom of the interval's t quantile.", gt=0),
    "lift_evidence": text(
        "high, medium, low or insufficient (no interval), by posts of the smaller side: 10, 5, 2; of a tier by "
        "creators: 20, 10, 2.",
        isin=EVIDENCE, not_null=True,
    ),
}  # fmt: skip
