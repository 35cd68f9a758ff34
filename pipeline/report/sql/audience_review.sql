-- Accounts whose audience a person should look at, strong signals first. Evidence, never a verdict.
select
    platforms.name as platform_name,
    handle,
    signal,
    strength,
    wording,
    evidence_sentence,
    signal_words,
    evidence_from,
    evidence_until,
    evidence_posts,
    review_peers
from marts.audience_review
left join reference.platforms on audience_review.platform = platforms.platform
order by strength, review_score desc, account_key, signal
