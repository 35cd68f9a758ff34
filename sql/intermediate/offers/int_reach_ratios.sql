-- One row per platform with accounts: how many people one exposure stands for.
--
-- Where the platform's exposures are not reach: reach / exposures over all own posts that report both, of the platform,
-- else of any; 1 where none do.

with
accounts as (
    select distinct accounts.platform, platforms.exposure_measure
    from intermediate.int_offer_accounts as accounts
    inner join reference.platforms as platforms using (platform)
),

posts as (
    -- views in the meaning in which exposures are counted (int_offer_post_samples)
    select
        platform, reach,
        case
            when headline_denominator = 'views' then case when is_other_definition is not true then headline_base end
            when is_on_views_side is not false then views
        end as views,
        case when is_on_impressions_side is not false then impressions end as impressions
    from intermediate.int_window_posts
    where reach is not null and is_on_reach_side is not false
),

both_known as (
    select platform, 'views' as exposure_measure, sum(reach) as reach, sum(views) as exposures
    from posts
    where views > 0
    group by platform
    union all
    select platform, 'impressions', sum(reach), sum(impressions)
    from posts
    where impressions > 0
    group by platform
)

select
    accounts.platform,
    accounts.exposure_measure,
    case
        when accounts.exposure_measure = 'reach' then 1
        else least(
            coalesce(
                cast(sum(both_known.reach) filter (where both_known.platform = accounts.platform) as double)
                / cast(sum(both_known.exposures) filter (where both_known.platform = accounts.platform) as double),
                cast(sum(both_known.reach) as double) / cast(sum(both_known.exposures) as double),
                1
            ),
            1
        )
    end as reach_per_exposure
from accounts
left join both_known on accounts.exposure_measure = both_known.exposure_measure
group by accounts.platform, accounts.exposure_measure
order by accounts.platform
