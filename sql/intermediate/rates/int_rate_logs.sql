-- One row per post in its creator's window with a known headline rate: the log of its rate.
--
-- A log is that of (engagements + 0.5) / base, engagements being the headline's numerator: the half takes away the downward pull that counting small numbers has
-- on the mean of logs. The middle of counted posts is pulled by less, so its log adds a sixth. A post without
-- engagements has no log: it is counted (docs/decisions/0130-posts-without-engagements.md).
-- Logs are rounded to nine digits: sums over decimals are exact and equal in any order.

with
posts as (
    select * exclude (engagements), headline_engagements as engagements
    from intermediate.int_window_posts
    where headline_rate is not null
)

select
    influencer_id, platform, post_key, posted_at, engagements, is_other_definition,
    case when engagements > 0 then round(ln((engagements + 0.5) / headline_base), 9) end as log_rate,
    case when engagements > 0 then round(ln((engagements + 1.0 / 6) / headline_base), 9) end
        as middle_log_rate,
    case when engagements > 0 then round(1 / (engagements + 0.5), 9) end as counting_variance
from posts
order by influencer_id, platform, post_key
