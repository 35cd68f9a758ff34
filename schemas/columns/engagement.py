"""What the models work out of posts; rates are in ``schemas/metrics``."""

from schemas.values import DENOMINATORS, NUMERATORS
from schemas.vocabulary import count, day, moment, number, text, truth

# counts summed over posts, each beside the posts that report it
REPORTED_VIEWS = (
    "views",
    {"views_reported_posts": count("Posts that report views; the sum is over these.")},
    "engaged_views",
    {"engaged_views_reported_posts": count("Posts that report engaged_views; the sum is over these.")},
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
    "public_engagements": count(
        "Sum of what every source of the platform can show, scrapers and sheets included (reference.engagement_components): "
        "likes and comments on Instagram and YouTube, with shares on TikTok, LinkedIn and, over reactions, Facebook, "
        "with reposts on X; null when one of it is hidden.",
    ),
    "public_engagements_reported_posts": count("Posts that report public engagements; the sum is over these."),
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
    "counts_in": text(
        "Sum in which the component counts: engagements or public_engagements; blank for both.", isin=NUMERATORS,
    ),
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
        "Newest observation of the creator there, or the newest post where that is engagement_window_days older; the window of "
        "posts ends with it.",
        not_null=True,
    ),
    "posts_with_rate": count("Posts of the window whose headline rate is known.", not_null=True),
    "headline_numerator": text(
        "What the platform's headline rate counts: public_engagements, which every source can show, or engagements, what "
        "an owner sees.",
        isin=NUMERATORS, not_null=True,
    ),
    "headline_denominator": text(
        "What the platform's headline rate is over: followers, views, reach or impressions.",
        isin=DENOMINATORS, not_null=True,
    ),
    "headline_engagements": count(
        "Headline numerator (headline_numerator), summed over the posts that know both parts of the headline rate.",
    ),
    "headline_base": count("Headline denominator summed over the same posts."),
    "posts_with_full_rate": count("Posts of the window whose full rate is known.", not_null=True),
    "full_engagements": count(
        "Engagements with every component that an owner sees, of the posts that know both parts of the full rate.",
    ),
    "full_base": count("Headline denominator summed over the same posts."),
    "creators_with_full_rate": count("Creators with at least one known full rate.", not_null=True),
    "is_without_rate": truth("Whether no headline rate of the creator is known on the platform.", not_null=True),
    "creators_without_rate": count(
        "Creators of whom no headline rate is known on the platform, in the tier of their largest account there, with or "
        "without posts; in tier unknown those whose followers are not known either.",
        not_null=True,
    ),
    "has_other_rate": truth(
        "Of a creator without a headline rate: whether a rate of public engagements over another base is known.",
        not_null=True,
    ),
    "creators_with_other_rate": count(
        "Of creators_without_rate, those with a rate of public engagements over another base than the headline's.",
        not_null=True,
    ),
    "creators_with_rate": count("Creators with at least one known headline rate.", not_null=True),
    "likes_reported_posts": count("Posts that report likes; the sum is over these.", not_null=True),
    "comments_reported_posts": count("Posts that report comments; the sum is over these.", not_null=True),
    "engagement_rate_by_followers_posts": count("Posts whose engagements / followers is known."),
    "engagement_rate_by_views_posts": count("Posts whose engagements / views is known."),
    "engagement_rate_by_reach_posts": count("Posts whose engagements / reach is known."),
    "engagement_rate_by_impressions_posts": count("Posts whose engagements / impressions is known."),
    "public_engagement_rate_by_followers_posts": count("Posts whose public engagements / followers is known."),
    "public_engagement_rate_by_views_posts": count("Posts whose public engagements / views is known."),
    "public_engagement_rate_by_reach_posts": count("Posts whose public engagements / reach is known."),
    "public_engagement_rate_by_impressions_posts": count("Posts whose public engagements / impressions is known."),
}  # fmt: skip
