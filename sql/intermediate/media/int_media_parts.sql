-- One row per cost (or deal's posts), week and country: what of it falls to the country, by the audience of the creator.
--
-- Divided by the newest audience shares of the creator on the platform; without any it is 'unknown'. The parts add
-- up exactly: each is the rounded sum up to it minus the one before.

with
media as (select * from intermediate.int_media_weeks),

divided as (
    select
        media.*,
        coalesce(audience.country, 'unknown') as country,
        least(
            sum(coalesce(audience.audience_share, 1)) over (
                partition by media.media_key, media.week_starts_on, media.is_dated
                order by audience.country rows between unbounded preceding and current row
            ),
            1
        ) as share_so_far,
        lead(audience.country) over (
            partition by media.media_key, media.week_starts_on, media.is_dated order by audience.country
        ) is null as is_last
    from media
    left join intermediate.int_audience_countries as audience using (influencer_id, platform)
),

so_far as (
    select
        media_key, week_starts_on, is_dated, country, tier,
        case
            when is_last then media_spend
            else cast(round(cast(media_spend as double) * share_so_far, 4) as decimal(38, 4))
        end as media_spend,
        cast(case when is_last then posts else round(posts * share_so_far, 4) end as decimal(38, 4)) as posts,
        cast(case when is_last then impressions else round(impressions * share_so_far) end as bigint) as impressions,
        cast(case when is_last then views else round(views * share_so_far) end as bigint) as views,
        cast(case when is_last then views_compared else round(views_compared * share_so_far) end as bigint) as views_compared
    from divided
)

select
    media_key, week_starts_on, is_dated, country, tier,
    cast(media_spend - coalesce(lag(media_spend) over piece, 0) as decimal(38, 4)) as media_spend,
    cast(posts - coalesce(lag(posts) over piece, 0) as decimal(38, 4)) as posts_estimated,
    impressions - coalesce(lag(impressions) over piece, 0) as impressions_estimated,
    views - coalesce(lag(views) over piece, 0) as views_estimated,
    views_compared - coalesce(lag(views_compared) over piece, 0) as views_compared_estimated
from so_far
window piece as (partition by media_key, week_starts_on, is_dated order by country)
order by media_key, week_starts_on, is_dated, country
