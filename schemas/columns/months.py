"""Creators and tiers month by month."""

from schemas.metrics.cost_metrics import MONTH_COSTS
from schemas.vocabulary import count, day

# engagement of all posts published in the month, each count beside the posts that report it
MONTH_POSTS = (
    "posts boosted_posts first_posted_at last_posted_at posts_with_rate headline_denominator headline_definition",
    "posts_other_definition headline_rate_median",
    "headline_rate_pooled headline_engagements headline_base views views_reported_posts comparable_views",
    {
        "comparable_views_reported_posts": count(
            "Posts that report comparable_views; the sum is over these.",
            not_null=True,
        ),
    },
    "impressions",
    "impressions_reported_posts reach reach_reported_posts likes likes_reported_posts comments comments_reported_posts",
    "engagements engagements_reported_posts public_engagements public_engagements_reported_posts engagements_known",
)

# what the month cost and brought
MONTH_RESULTS = (
    {
        "deals_active": count(
            "Deals of which cost, a delivered post, a click or an order falls on the month; a deal of two months "
            "counts in both.",
            adds_up=False, not_null=True,
        ),
    },
    "cost",
    {
        "delivered_posts": count("Posts of the month that were delivered for a deal.", not_null=True),
        "delivered_views": count("Views of the delivered posts."),
        "delivered_views_reported_posts": count(
            "Delivered posts that report views; the sum is over these.", not_null=True,
        ),
        "delivered_engagements": count("Engagements with the delivered posts."),
        "delivered_engagements_reported_posts": count(
            "Delivered posts that report engagements; the sum is over these.", not_null=True,
        ),
    },
    MONTH_COSTS,
    "clicks orders orders_pending orders_cancelled orders_new_customers gross_revenue net_revenue currency",
)  # fmt: skip

MONTHS = {
    "month_starts_on": day("First day of the month, in UTC."),
}  # fmt: skip
