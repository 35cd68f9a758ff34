"""Metrics of engagement: of a post, of a creator's window, of a tier."""

from schemas.metrics.metric import Metric, table

_LATEST = "lifetime, at the observation that speaks for the post"
_WINDOW = "the creator's newest posts: engagement_window_posts at most, engagement_window_days back"
_PUBLIC = "0121-public-engagements"

# rates of a post
POST_RATES = table(
    Metric(
        "engagement_rate_by_followers", "Engagements for each of the post's followers", "0 to 1", "engagement", "ratio",
        numerator="engagements", denominator="followers_at_post", window=_LATEST,
        null_when="an engagement component is hidden, or followers_at_post is unknown or 0", ge=0,
    ),
    Metric(
        "engagement_rate_by_views", "Engagements for each of the post's views", "0 to 1", "engagement", "ratio",
        numerator="engagements", denominator="views", window=_LATEST,
        null_when="an engagement component is hidden, or views is unknown or 0", ge=0,
    ),
    Metric(
        "engagement_rate_by_comparable_views",
        "Engagements for each of the post's views in the meaning before any break of the platform's definition", "0 to 1",
        "engagement", "ratio", numerator="engagements", denominator="comparable_views", window=_LATEST,
        null_when="an engagement component is hidden, or comparable_views is unknown or 0",
        decision="0126-comparable-views", ge=0,
    ),
    Metric(
        "engagement_rate_by_reach", "Engagements for each of the post's reach", "0 to 1", "engagement", "ratio",
        numerator="engagements", denominator="reach", window=_LATEST,
        null_when="an engagement component is hidden, or reach is unknown or 0", ge=0,
    ),
    Metric(
        "engagement_rate_by_impressions", "Engagements for each of the post's impressions", "0 to 1", "engagement",
        "ratio", numerator="engagements", denominator="impressions", window=_LATEST,
        null_when="an engagement component is hidden, or impressions is unknown or 0", ge=0,
    ),
    Metric(
        "public_engagement_rate_by_followers", "Public engagements for each of the post's followers", "0 to 1",
        "engagement", "ratio", numerator="public_engagements", denominator="followers_at_post", window=_LATEST,
        null_when="a public component is hidden, or followers_at_post is unknown or 0", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "public_engagement_rate_by_views", "Public engagements for each of the post's views", "0 to 1", "engagement",
        "ratio", numerator="public_engagements", denominator="views", window=_LATEST,
        null_when="a public component is hidden, or views is unknown or 0", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "public_engagement_rate_by_reach", "Public engagements for each of the post's reach", "0 to 1", "engagement",
        "ratio", numerator="public_engagements", denominator="reach", window=_LATEST,
        null_when="a public component is hidden, or reach is unknown or 0", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "public_engagement_rate_by_impressions", "Public engagements for each of the post's impressions", "0 to 1",
        "engagement", "ratio", numerator="public_engagements", denominator="impressions", window=_LATEST,
        null_when="a public component is hidden, or impressions is unknown or 0", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "view_rate", "Views for each follower at posting", "0 to 1, above 1 beyond the followers", "engagement",
        "ratio", numerator="views", denominator="followers_at_post", window=_LATEST,
        null_when="views or followers_at_post are unknown, or followers_at_post is 0", ge=0,
    ),
    Metric(
        "comment_like_ratio", "Comments for each like", "ratio", "engagement", "ratio", numerator="comments",
        denominator="likes", window=_LATEST, null_when="likes are hidden or 0", ge=0,
    ),
)  # fmt: skip

ENGAGEMENT = table(
    Metric(
        "engagement_rate_by_followers_median", "Median of the posts' engagement_rate_by_followers", "0 to 1",
        "engagement", "median", numerator="engagements", denominator="followers_at_post", window=_WINDOW,
        null_when="no post of the window knows both parts", ge=0,
    ),
    Metric(
        "engagement_rate_by_views_median", "Median of the posts' engagement_rate_by_views", "0 to 1", "engagement",
        "median", numerator="engagements", denominator="views", window=_WINDOW,
        null_when="no post of the window knows both parts", ge=0,
    ),
    Metric(
        "engagement_rate_by_reach_median", "Median of the posts' engagement_rate_by_reach", "0 to 1", "engagement",
        "median", numerator="engagements", denominator="reach", window=_WINDOW,
        null_when="no post of the window knows both parts", ge=0,
    ),
    Metric(
        "engagement_rate_by_impressions_median", "Median of the posts' engagement_rate_by_impressions", "0 to 1",
        "engagement", "median", numerator="engagements", denominator="impressions", window=_WINDOW,
        null_when="no post of the window knows both parts", ge=0,
    ),
    Metric(
        "public_engagement_rate_by_followers_median", "Median of the posts' public_engagement_rate_by_followers",
        "0 to 1", "engagement", "median", numerator="public_engagements", denominator="followers_at_post",
        window=_WINDOW, null_when="no post of the window knows both parts", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "public_engagement_rate_by_views_median", "Median of the posts' public_engagement_rate_by_views", "0 to 1",
        "engagement", "median", numerator="public_engagements", denominator="views", window=_WINDOW,
        null_when="no post of the window knows both parts", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "public_engagement_rate_by_reach_median", "Median of the posts' public_engagement_rate_by_reach", "0 to 1",
        "engagement", "median", numerator="public_engagements", denominator="reach", window=_WINDOW,
        null_when="no post of the window knows both parts", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "public_engagement_rate_by_impressions_median", "Median of the posts' public_engagement_rate_by_impressions",
        "0 to 1", "engagement", "median", numerator="public_engagements", denominator="impressions", window=_WINDOW,
        null_when="no post of the window knows both parts", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "full_rate", "Engagements with every component that an owner sees, over the platform's headline denominator",
        "0 to 1", "engagement", "ratio", numerator="engagements", denominator="headline_base", window=_LATEST,
        null_when="an engagement component is hidden, or the denominator is unknown or 0",
        apart_by="headline_denominator", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "full_rate_median",
        "Median of the posts' full rates, beside the headline; of a tier, median of its creators' medians", "0 to 1",
        "engagement", "median", numerator="engagements", denominator="headline_base", window=_WINDOW,
        null_when="no post of the window reports all that an owner sees, with the denominator", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "full_rate_pooled", "Ratio of sums over the posts that report all that an owner sees, with the denominator",
        "0 to 1", "engagement", "ratio", numerator="full_engagements", denominator="full_base", window=_WINDOW,
        null_when="there is no such post", apart_by="headline_denominator", decision=_PUBLIC, ge=0,
    ),
    Metric(
        "headline_rate", "The platform's headline numerator over its headline denominator", "0 to 1", "engagement",
        "ratio", numerator="headline_engagements", denominator="headline_base", window=_LATEST,
        null_when="a component of the numerator is hidden, or the denominator is unknown or 0",
        apart_by="headline_denominator", version=2, decision=_PUBLIC, ge=0,
    ),
    Metric(
        "headline_rate_median", "Median of the posts' headline rates; of a tier, median of its creators' medians",
        "0 to 1", "engagement", "median", numerator="headline_engagements", denominator="headline_base", window=_WINDOW,
        null_when="no post of the window knows both parts", version=2, decision=_PUBLIC, ge=0,
    ),
    Metric(
        "headline_rate_pooled", "Ratio of sums over the posts that know both parts", "0 to 1", "engagement", "ratio",
        numerator="headline_engagements", denominator="headline_base", window=_WINDOW,
        null_when="no post of the window knows both parts", apart_by="headline_denominator", version=2, decision=_PUBLIC, ge=0,
    ),
    Metric(
        "headline_rate_trimmed_mean", "Mean of the posts' headline rates without the lowest and highest tenth",
        "0 to 1", "engagement", "trimmed mean", numerator="headline_engagements", denominator="headline_base", window=_WINDOW,
        null_when="no post of the window knows both parts", version=2, decision=_PUBLIC, ge=0,
    ),
    Metric(
        "viral_skew",
        "Mean of the posts' headline rates over their median; far above 1 when few posts carry the account", "ratio",
        "engagement", "estimate", window=_WINDOW, null_when="no rate is known, or the median is 0", ge=0,
    ),
)  # fmt: skip
