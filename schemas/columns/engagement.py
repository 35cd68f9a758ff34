"""What the models work out of posts; rates are in ``schemas/metrics``."""

from schemas.values import DENOMINATORS
from schemas.vocabulary import count, day, moment, number, text, truth

# counts summed over posts, each beside the posts that report it
REPORTED_VIEWS = (
    "views",
    {"views_reported_posts": count("Posts that report views; the sum is over these.")},
    "impressions",
    {"impressions_reported_posts": count("Posts that report impressions; the sum is over these.")},
    "reach",
    {"reach_reported_posts": count("Posts that report reach; the sum is over these.")},
)  # fmt: skip

REPORTED_ENGAGEMENTS = {
    "engagements": count(
        "Sum of what counts as engagement on the platform (reference.engagement_components); null when one of it is "
        "hidden.",
    ),
    "engagements_reported_posts": count("Posts that report engagements; the sum is over these."),
}  # fmt: skip

ENGAGEMENT = {
    "posted_at_source": text(
        "Where posted_at comes from: export; id, the post's id, which holds its time; id_not_export where the export "
        "states a time before that of the id, or its day and month swapped, which cannot be.",
        isin=["export", "id", "id_not_export"],
    ),
    "has_engagements_above_impressions": truth(
        "Whether the platform states more engagements than impressions. One viewer can act several times; a rate above"
        " 1 follows.",
        not_null=True,
    ),
    "posted_date": day("Day of posting, in UTC.", not_null=True),
    "observations": count("Captures of the post so far.", ge=1),
    "engagements_known": count("Sum of the parts of engagements that are reported."),
    "followers_at_post": count("Followers of the account when it posted, never today's."),
    "followers_at_post_gap_hours": number("Time between the post and the count of its followers.", "hours", ge=0),
    "followers_at_post_source": text(
        "How followers_at_post is known: before, after, roster (the creator's sheet) or missing.",
        isin=["before", "after", "roster", "missing"], not_null=True,
    ),
    "first_posted_at": moment("The first post counted here."),
    "last_posted_at": moment("The last post counted here."),
    "window_ends_at": moment(
        "Newest observation of the creator there; the window of posts ends with it.", not_null=True,
    ),
    "posts_with_rate": count("Posts of the window whose headline rate is known.", not_null=True),
    "headline_denominator": text(
        "What the platform's headline rate is over: followers, views, reach or impressions.",
        isin=DENOMINATORS, not_null=True,
    ),
    "headline_engagements": count("Engagements of the posts that know both parts of the headline rate."),
    "headline_base": count("Headline denominator summed over the same posts."),
    "creators_with_rate": count("Creators with at least one known headline rate.", not_null=True),
    "likes_reported_posts": count("Posts that report likes; the sum is over these.", not_null=True),
    "comments_reported_posts": count("Posts that report comments; the sum is over these.", not_null=True),
    "engagement_rate_by_followers_posts": count("Posts whose engagements / followers is known."),
    "engagement_rate_by_views_posts": count("Posts whose engagements / views is known."),
    "engagement_rate_by_reach_posts": count("Posts whose engagements / reach is known."),
    "engagement_rate_by_impressions_posts": count("Posts whose engagements / impressions is known."),
}  # fmt: skip
