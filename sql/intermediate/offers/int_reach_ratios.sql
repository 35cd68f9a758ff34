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

posts as (select * from intermediate.int_window_posts where reach is not null),

both_known as (
    select platform, 'views' as exposure_measure, sum(reach) as reach, sum(views) as exposures
    from posts
    where views > 0
    group by platform
    union all
    select platform, 'impressions' as exposure_measure, sum(reach) as reach, sum(impressions) as exposures
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
