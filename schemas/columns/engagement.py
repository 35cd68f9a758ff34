"""What the models work out of posts; rates are in ``schemas/metrics``."""

from schemas.columns.column import Column, count

ENGAGEMENT = {
    "posted_at_source": Column(
        "Where posted_at comes from: export; id, the post's id, which holds its time; id_not_export where the export "
        "states a time before that of the id, or its day and month swapped, which cannot be."
    ),
    "has_engagements_above_impressions": Column(
        "Whether the platform states more engagements than impressions. One viewer can act several times; "
        "a rate above 1 follows."
    ),
    "posted_date": Column("Day of posting, in UTC.", "date"),
    "observations": count("Captures of the post so far."),
    "engagements": count(
        "Sum of what counts as engagement on the platform (reference.engagement_components); null when one of it is hidden."
    ),
    "engagements_known": count("Sum of the parts of engagements that are reported."),
    "followers_at_post": count("Followers of the account when it posted, never today's."),
    "followers_at_post_gap_hours": Column("Time between the post and the count of its followers.", "hours"),
    "followers_at_post_source": Column(
        "How followers_at_post is known: before, after, roster (the creator's sheet) or missing."
    ),
    "first_posted_at": Column("The first post counted here.", "UTC"),
    "last_posted_at": Column("The last post counted here.", "UTC"),
    "window_ends_at": Column("Newest observation of the creator there; the window of posts ends with it.", "UTC"),
    "posts_with_rate": count("Posts of the window whose headline rate is known."),
    "headline_denominator": Column(
        "What the platform's headline rate is over: followers, views, reach or impressions."
    ),
    "headline_engagements": count("Engagements of the posts that know both parts of the headline rate."),
    "headline_base": count("Headline denominator summed over the same posts."),
    "creators_with_rate": count("Creators with at least one known headline rate."),
    **{
        f"{name}_reported_posts": count(f"Posts that report {name}; the sum is over these.")
        for name in ("views", "impressions", "reach", "likes", "comments", "engagements", "post_clicks")
    },
    **{
        f"engagement_rate_by_{base}_posts": count(f"Posts whose engagements / {base} is known.")
        for base in ("followers", "views", "reach", "impressions")
    },
}
