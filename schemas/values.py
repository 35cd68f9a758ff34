"""The values that a column can hold, where several columns or contracts list the same."""

BASES = ["own", "own and peers", "peers"]
BENCHMARK_AGGREGATIONS = ["median", "mean", "ratio of sums", "not stated"]
CLAIM_VERDICTS = ["holds", "does not hold", "cannot tell"]
CONTENT_DIMENSIONS = ["format", "weekday", "hour", "duration", "hashtag", "disclosure"]
DENOMINATORS = ["followers", "views", "reach", "impressions"]
EVIDENCE = ["high", "medium", "low", "insufficient"]
FAIR_MEASURES = ["return_on_ad_spend", "margin_roi"]
GOAL_MEASURES = [
    "posts", "reach", "impressions", "views", "engagements", "clicks", "orders", "new_customers", "revenue",
]  # fmt: skip
GOAL_STATUSES = ["reached", "missed", "ahead", "on track", "behind", "unknown"]
NUMERATORS = ["public_engagements", "engagements"]
PLAN_GOALS = ["reach", "engagements", "clicks", "orders", "net_revenue"]
PLATFORMS = ["instagram", "facebook", "tiktok", "youtube", "x", "linkedin"]
POOLED = ["price", "exposures", "headline_rate"]
RATE_MEASURES = [
    "headline_rate", "engagement_rate_by_followers", "engagement_rate_by_views", "engagement_rate_by_reach",
    "engagement_rate_by_impressions", "public_engagement_rate_by_followers", "public_engagement_rate_by_views",
    "public_engagement_rate_by_reach", "public_engagement_rate_by_impressions",
]  # fmt: skip
REFUND_PARTS = ["all", "goods", "shipping", "tax", "divided"]
RESPONSES = ["clicks", "orders", "order_value"]
RETURN_MEASURES = [
    "return_on_ad_spend", "margin_roi", "cost_per_engagement", "cost_per_thousand_views", "cost_per_click", "cost_per_order",
]  # fmt: skip
