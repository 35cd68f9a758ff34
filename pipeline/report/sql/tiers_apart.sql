-- What is in no tier, or has no rate: rates without followers at posting, followers without rates, accounts without either.
select
    platforms.name as platform_name,
    min(tier_engagement.headline_denominator) as headline_denominator,
    cast(coalesce(sum(creators_with_rate) filter (where tier = 'unknown'), 0) as bigint) as creators_without_followers,
    cast(coalesce(sum(posts_with_rate) filter (where tier = 'unknown'), 0) as bigint) as posts_without_followers,
    cast(coalesce(sum(creators_without_rate) filter (where tier <> 'unknown'), 0) as bigint) as creators_without_rate,
    cast(coalesce(sum(creators_without_rate) filter (where tier = 'unknown'), 0) as bigint) as creators_without_both,
    cast(coalesce(sum(creators_with_other_rate) filter (where tier <> 'unknown'), 0) as bigint) as creators_with_other_rate,
    cast(coalesce(sum(creators_with_other_rate) filter (where tier = 'unknown'), 0) as bigint) as creators_with_only_other_rate
from marts.tier_engagement
left join reference.platforms on tier_engagement.platform = platforms.platform
where scheme = (select tier_scheme from meta.settings) and niche = 'all'
group by platforms.name, tier_engagement.platform
order by tier_engagement.platform
