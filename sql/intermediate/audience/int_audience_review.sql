-- One row per account and signal that asks for a person's look at its audience: all that marts.audience_review shows.

with
rules as (select * from reference.review_signals),

jumps as (
    select
        *,
        exp(growth_beyond_usual + growth_per_day_usual * (day - previous_day)) - 1 as rise,
        exp(growth_per_day_usual * (day - previous_day)) - 1 as rise_usual
    from intermediate.int_follower_jumps
    where is_jump_unmatched
    qualify row_number() over (partition by account_key order by jump_score desc, day) = 1
),

habits as (select * from intermediate.int_account_habits),
standing as (select * from intermediate.int_account_standing),

off_peers as (
    -- a rate is looked at below its peers' only, a ratio of comments on either side
    select
        *,
        case signal when 'rate_below_peers' then -log_distance else abs(log_distance) end as distance
    from intermediate.int_peer_comparisons
),

found as (
    select
        rules.signal, jumps.account_key,
        jumps.rise as review_value,
        jumps.rise_usual as review_expected,
        jumps.jump_score as review_score,
        jumps.previous_day as evidence_from,
        jumps.day as evidence_until,
        jumps.jump_posts_before + jumps.jump_posts_after as evidence_posts,
        cast(null as bigint) as review_peers,
        cast(null as varchar) as peer_group,
        'Followers rose by ' || round(100 * jumps.rise, 1) || ' % (' || jumps.previous_followers || ' to '
        || jumps.followers || '), where ' || round(100 * jumps.rise_usual, 1)
        || ' % is usual; the typical post went from ' || round(jumps.engagements_typical_before, 1) || ' ('
        || jumps.jump_posts_before || ' posts) to ' || round(jumps.engagements_typical_after, 1) || ' ('
        || jumps.jump_posts_after || ' posts) public engagements.' as evidence_sentence
    from jumps
    inner join rules on rules.signal = 'follower_jump'

    union all

    select
        off_peers.signal, off_peers.account_key, off_peers.review_value, off_peers.review_expected,
        off_peers.distance / nullif(off_peers.log_spread, 0),
        habits.first_posted_date, habits.last_posted_date, off_peers.posts, off_peers.review_peers,
        off_peers.peer_group,
        case off_peers.signal
            when 'rate_below_peers'
                then
                    'The median post has public engagements of ' || round(100 * off_peers.review_value, 2)
                    || ' % of the followers; that of ' || off_peers.review_peers || ' peers (' || off_peers.peer_group
                    || ') has ' || round(100 * off_peers.review_expected, 2) || ' %.'
            else
                'The posts have ' || round(off_peers.review_value, 4) || ' comments for each like; those of '
                || off_peers.review_peers || ' peers (' || off_peers.peer_group || ') have '
                || round(off_peers.review_expected, 4) || '.'
        end
    from off_peers
    inner join rules using (signal)
    inner join habits using (account_key)
    where
        off_peers.review_peers >= rules.min_peers
        and off_peers.distance >= ln(1 + rules.min_effect)
        and off_peers.distance >= rules.threshold * off_peers.log_spread

    union all

    select
        rules.signal, habits.account_key, habits.engagements_spread, null,
        habits.engagements_spread, habits.first_posted_date, habits.last_posted_date,
        habits.engagements_posts, null, null,
        'The public engagements of ' || habits.engagements_posts || ' posts differ by only '
        || round(100 * habits.engagements_spread, 1) || ' % from one another (median deviation).'
    from habits
    inner join rules on rules.signal = 'engagement_too_even'
    where habits.engagements_posts >= rules.min_posts and habits.engagements_spread <= rules.threshold

    union all

    select
        rules.signal, habits.account_key, habits.following_to_followers_ratio, null,
        habits.following_to_followers_ratio,
        cast(habits.following_observed_at as date), cast(habits.following_observed_at as date), null, null, null,
        'The account follows ' || habits.following || ' accounts and has ' || habits.followers || ' followers.'
    from habits
    inner join rules on rules.signal = 'following_many'
    where habits.following_to_followers_ratio >= rules.threshold
)

select
    found.account_key, standing.influencer_id, standing.platform, standing.account_id,
    standing.handle, found.signal, rules.strength,
    'needs review' as wording,
    rules.signal_words, found.evidence_sentence, found.review_value, found.review_expected,
    found.review_score,
    rules.threshold as review_threshold,
    found.evidence_from, found.evidence_until, found.evidence_posts, found.review_peers,
    found.peer_group
from found
inner join rules using (signal)
inner join standing using (account_key)
order by found.account_key, found.signal
