"""What the platforms report of posts."""

from schemas.vocabulary import count, moment, money, rate, seconds, text, truth

# what does not change
POST_FACTS = {
    "posted_at_precision": text(
        "How exactly the source states it: second, minute or day.", isin=["second", "minute", "day"],
    ),
    "title": text("The post's title, where the platform has one."),
    "caption": text("The post's text."),
    "format": text("The export format recognised; of a post: image, carousel, video, short, reel, story, link, text, live."),
    "duration_seconds": seconds("Length of the video."),
    "is_sponsored": truth("Whether the post is declared as paid for."),
    "collaborators": text("Other accounts the post is published with, separated by spaces."),
}  # fmt: skip

# how often it was seen
POST_VIEWS = {
    "views": count("Times the post was played or displayed, as its platform counts views."),
    "engaged_views": count("YouTube: views past the first moments, which is what views meant before they were counted from the first frame."),
    "impressions": count("Times the post was displayed."),
    "thumbnail_impressions": count("YouTube: times the thumbnail was displayed; never views."),
    "thumbnail_click_through_rate": rate("YouTube: thumbnail clicks / thumbnail_impressions.", ge=0),
    "reach": count("Different accounts that saw the post."),
}  # fmt: skip

# by whom, and what they did
POST_COUNTS = {
    "organic_reach": count("Different accounts that saw the post unpaid."),
    "paid_reach": count("Different accounts that saw the post as an advertisement."),
    "promoted_impressions": count("Times the post was displayed as an advertisement."),
    "promoted_engagements": count("Engagements with the post shown as an advertisement."),
    "likes": count("Likes; on Facebook one kind of reaction. Null when hidden."),
    "reactions": count("Facebook: reactions of every kind."),
    "dislikes": count("Dislikes."),
    "comments": count("Comments; replies on X."),
    "shares": count("Shares."),
    "reposts": count("X: reposts, formerly retweets."),
    "saves": count("Saves, favourites or bookmarks."),
    "clicks": count("Clicks of every kind."),
    "link_clicks": count("Clicks on a link in the post."),
    "follows": count("Followers or subscribers gained through the post."),
    "unfollows": count("Followers or subscribers lost through the post."),
    "net_follows": count("Followers or subscribers gained minus lost through the post.", ge=None),
    "profile_visits": count("Visits to the profile through the post."),
    "video_views_3s": count("Facebook: plays of at least three seconds."),
    "video_views_60s": count("Facebook: plays of at least one minute."),
    "watch_seconds": seconds("Time the post was watched."),
    "average_watch_seconds": seconds("Mean time a view lasted."),
    "average_watched_rate": rate("Mean share of the video that a view covered.", "0 to 1, above 1 when replayed", ge=0),
    "engagements_reported": count("Engagements as the platform itself counts them."),
}  # fmt: skip

POST = {
    "posted_at": moment("When the post was published."),
    "exported_at": moment("When the post was published, as the files say."),
    "exactness": count("How exactly they say it: 3 second, 2 minute, 1 day, 0 unknown.", ""),
    "id_at": moment("When the post's id was made, by the clock in it.", not_null=True),
    "data_comment": text("The platform's own remark on the figures."),
    "period": text("Which period the figures cover: lifetime, or a day."),
    "viewers": count("Different accounts that saw the post, under the platform's newer name for reach."),
    "creator_earnings": money("What the platform paid the creator for the post.", ge=None),
    "creator_earnings_currency": text("ISO code of creator_earnings."),
}  # fmt: skip
