"""Evidence on audiences: what asks for a person's look. Numbers that are worked out are in ``schemas/metrics``."""

from schemas.vocabulary import count, day, moment, number, rate, text, truth

AUDIENCE = {
    "audience_signal": text(
        "What asks for a look: see reference.review_signals.",
        isin=["follower_jump", "rate_below_peers", "engagement_too_even", "comment_ratio_off_peers", "following_many", "growth_before_deal"],
    ),
    "strength": text(
        "strong or weak: how much the signal says by itself, in simulation.", isin=["strong", "weak"], not_null=True,
    ),
    "threshold": number(
        "From where on the signal counts: spreads, or for too even engagements a largest spread.", gt=0, not_null=True,
    ),
    "min_effect": number("Smallest relative difference that counts: 0.1 is 10 %.", "1 is 100 %", ge=0),
    "max_response": rate(
        "Part of the followers' growth by which engagements may rise and still not match it.", ge=0, le=1,
    ),
    "min_observations": count("Changes of the follower count that the account's history must have.", ge=1),
    "min_posts": count("Posts that must be known; for a jump, on either side.", ge=1),
    "min_peers": count("Other accounts that must be known.", ge=1),
    "window_days": count("Days before and after that are looked at.", "days", ge=1),
    "min_age_days": count("Age at which a post has most of its engagements.", "days"),
    "max_gap_days": count("Longest time between two counts whose difference can be a jump.", "days", ge=1),
    "signal_words": text("What the signal says, in plain words.", not_null=True),
    "wording": text(
        "needs review: a signal is a reason to look, never a verdict.", isin=["needs review"], not_null=True,
    ),
    "evidence_sentence": text("The figures in a sentence.", not_null=True),
    "review_value": number("The account's figure; which one, the evidence says.", gt=0, not_null=True),
    "review_expected": number(
        "What is usual for the account, or the median of its peers; null where nothing is.", gt=0,
    ),
    "review_score": number("What is held against review_threshold; null where all peers are equal."),
    "review_threshold": number("The threshold of the signal.", not_null=True),
    "evidence_from": day("First day of the evidence.", not_null=True),
    "evidence_until": day("Last day of the evidence.", not_null=True),
    "evidence_posts": count("Posts behind the evidence; null where none are.", ge=1),
    "review_peers": count("Other accounts that the account is held against."),
    "peer_group": text("Platform, tier and, where it has enough accounts, niche of the peers."),
    "review_signals": count("Review signals of the creator's accounts; see audience_review.", not_null=True),
    "review_signals_strong": count("Strong review signals of the creator's accounts.", not_null=True),
    "review_signal_names": text("Review signals of the creator's accounts, separated by commas."),
    "growth": number("Growth since the earlier count.", "logarithm of a ratio"),
    "growth_by_rounding": number("What the rounding of the two counts can explain.", "logarithm of a ratio", ge=0),
    "changes_known": count("Changes between two counts that are known of the account.", not_null=True),
    "is_beyond_usual": truth(
        "Whether the growth is beyond what is usual for the account and what rounding explains.", not_null=True,
    ),
    "is_follower_jump": truth("Whether the day is part of a jump of followers.", not_null=True),
    "is_jump_unmatched": truth("Whether engagements did not rise with the jump; null when posts are too few to tell."),
    "jump_posts_before": count("Posts before the jump that are old enough to be compared."),
    "jump_posts_after": count("Posts after the jump that are old enough to be compared."),
    "log_distance": number("Distance from the median of the peers.", "logarithm of a ratio", not_null=True),
    "log_spread": number("Spread of the peers (median deviation).", "logarithm of a ratio", ge=0, not_null=True),
    "comment_like_posts": count("Posts that report comments and likes; the sums are over these.", not_null=True),
    "engagements_posts": count("Posts with public engagements.", not_null=True),
    "first_posted_date": day("Day of the first post counted here, in UTC."),
    "last_posted_date": day("Day of the last post counted here, in UTC."),
    "following_observed_at": moment("The moment following and followers held."),
}  # fmt: skip
