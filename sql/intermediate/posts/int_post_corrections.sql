-- One row per post of which a count fell from one observation to a later one of the same source.
--
-- A platform may correct a count downwards: bots removed, a like taken back. The lower count stands; this says
-- that it fell. Sources are compared with themselves only, since each counts in its own way.

with
metrics as (select * from staging.stg_post_metrics),

falls as (
    select
        platform, post_key, captured_at,
        views < lag(views ignore nulls) over source as is_views,
        engaged_views < lag(engaged_views ignore nulls) over source as is_engaged_views,
        impressions < lag(impressions ignore nulls) over source as is_impressions,
        reach < lag(reach ignore nulls) over source as is_reach,
        likes < lag(likes ignore nulls) over source as is_likes,
        reactions < lag(reactions ignore nulls) over source as is_reactions,
        comments < lag(comments ignore nulls) over source as is_comments,
        shares < lag(shares ignore nulls) over source as is_shares,
        reposts < lag(reposts ignore nulls) over source as is_reposts,
        saves < lag(saves ignore nulls) over source as is_saves
    from metrics
    window source as (partition by platform, post_key, precedence order by captured_at)
)

select
    platform, post_key,
    concat_ws(
        ', ',
        case when bool_or(is_views) then 'views' end,
        case when bool_or(is_engaged_views) then 'engaged_views' end,
        case when bool_or(is_impressions) then 'impressions' end,
        case when bool_or(is_reach) then 'reach' end,
        case when bool_or(is_likes) then 'likes' end,
        case when bool_or(is_reactions) then 'reactions' end,
        case when bool_or(is_comments) then 'comments' end,
        case when bool_or(is_shares) then 'shares' end,
        case when bool_or(is_reposts) then 'reposts' end,
        case when bool_or(is_saves) then 'saves' end
    ) as counts_corrected,
    max(captured_at) as count_corrected_at
from falls
where
    is_views or is_engaged_views or is_impressions or is_reach or is_likes or is_reactions or is_comments or is_shares or is_reposts
    or is_saves
group by platform, post_key
