"""Contracts of steps about what posts are like: their hashtags, local times, and what sets them apart."""

from schemas.contract import Contract


class IntPostHashtags(Contract):
    """intermediate.int_post_hashtags: one row per post and hashtag in its caption, in lower case and composed letters
    (NFC), with its '#'.
    """

    grain = "platform post_key tag"


class IntPostTimes(Contract):
    """intermediate.int_post_times: one row per post with a known time: the weekday and the hour in its account's zone,
    as exactly as the source tells them.
    """

    grain = "platform post_key"
    not_null = "posted_at"


class IntContentValues(Contract):
    """intermediate.int_content_values: one row per compared post, dimension and value: what the post is like (format,
    weekday, hour, duration, hashtag, disclosure).
    """

    grain = "platform post_key content_dimension content_value"


class IntContentCreators(Contract):
    """intermediate.int_content_creators: one row per platform, dimension, value and creator: the creator's posts with the
    value, beside its other posts.
    """

    grain = "platform content_dimension content_value influencer_id"
    not_null = "posts"
    rules = {"posts": {"ge": 1}}
