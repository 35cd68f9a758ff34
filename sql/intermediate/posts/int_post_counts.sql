-- One row per post and age (24h, 7d, 30d, latest): the observation that speaks for it, whole, with its engagements.
--
-- int_chosen_observations says which one it is.
-- Engagements are the components that the platform's definition names. Is one of them hidden,
-- engagements are null and engagements_known holds the rest. public_engagements are the components that every source
-- of the platform can show, scrapers and sheets included; null as well when one of them is hidden.

with
metrics as (select * from staging.stg_post_metrics),
chosen as (select * from intermediate.int_chosen_observations),

definitions as (
    select
        components.platform, sums.counts_in,
        bool_or(component = 'likes') as has_likes,
        bool_or(component = 'reactions') as has_reactions,
        bool_or(component = 'comments') as has_comments,
        bool_or(component = 'shares') as has_shares,
        bool_or(component = 'reposts') as has_reposts,
        bool_or(component = 'saves') as has_saves,
        bool_or(component = 'clicks') as has_clicks,
        bool_or(component = 'engagements_reported') as has_reported
    from reference.engagement_components as components
    inner join (values ('engagements'), ('public_engagements')) as sums (counts_in)
        on coalesce(components.counts_in, sums.counts_in) = sums.counts_in
    group by components.platform, sums.counts_in
),

components as (select * from definitions where counts_in = 'engagements'),
public_components as (select * from definitions where counts_in = 'public_engagements'),

counted as (
    select
        metrics.*,
        chosen.age, chosen.age_hours, chosen.is_boosted, chosen.observations,
        components.platform is not null
        and (not components.has_likes or metrics.likes is not null)
        and (not components.has_reactions or metrics.reactions is not null)
        and (not components.has_comments or metrics.comments is not null)
        and (not components.has_shares or metrics.shares is not null)
        and (not components.has_reposts or metrics.reposts is not null)
        and (not components.has_saves or metrics.saves is not null)
        and (not components.has_clicks or metrics.clicks is not null)
        and (not components.has_reported or metrics.engagements_reported is not null) as is_complete,
        case when components.has_likes then metrics.likes end as part_likes,
        case when components.has_reactions then metrics.reactions end as part_reactions,
        case when components.has_comments then metrics.comments end as part_comments,
        case when components.has_shares then metrics.shares end as part_shares,
        case when components.has_reposts then metrics.reposts end as part_reposts,
        case when components.has_saves then metrics.saves end as part_saves,
        case when components.has_clicks then metrics.clicks end as part_clicks,
        case when components.has_reported then metrics.engagements_reported end as part_reported,
        -- one that is needed and null makes the sum null
        case
            when public_components.platform is not null
                then
                    case when public_components.has_likes then metrics.likes else 0 end
                    + case when public_components.has_reactions then metrics.reactions else 0 end
                    + case when public_components.has_comments then metrics.comments else 0 end
                    + case when public_components.has_shares then metrics.shares else 0 end
                    + case when public_components.has_reposts then metrics.reposts else 0 end
                    + case when public_components.has_saves then metrics.saves else 0 end
                    + case when public_components.has_clicks then metrics.clicks else 0 end
                    + case when public_components.has_reported then metrics.engagements_reported else 0 end
        end as public_engagements
    from metrics
    inner join chosen using (platform, post_key, captured_at)
    left join components on metrics.platform = components.platform
    left join public_components on metrics.platform = public_components.platform
),

summed as (
    select
        *,
        case
            when
                coalesce(
                    part_likes, part_reactions, part_comments, part_shares, part_reposts,
                    part_saves, part_clicks, part_reported
                ) is not null
                then
                    coalesce(part_likes, 0) + coalesce(part_reactions, 0) + coalesce(part_comments, 0)
                    + coalesce(part_shares, 0) + coalesce(part_reposts, 0) + coalesce(part_saves, 0)
                    + coalesce(part_clicks, 0) + coalesce(part_reported, 0)
        end as engagements_known
    from counted
)

select
    platform, post_key, captured_at, views, engaged_views, impressions, thumbnail_impressions, reach,
    organic_reach, paid_reach, promoted_impressions, promoted_engagements, likes, reactions,
    comments, shares, reposts, saves, clicks, link_clicks, follows, profile_visits, watch_seconds,
    engagements_reported,
    case when is_complete then engagements_known end as engagements,
    engagements_known, public_engagements, is_boosted, observations, load_id, source_record, age, age_hours
from summed
