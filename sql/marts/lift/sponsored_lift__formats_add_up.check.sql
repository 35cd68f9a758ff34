-- The row over all formats holds the posts of every format, and an interval holds its lift.

select
    lift_level, influencer_id, platform,
    sum(case when format = 'all' then posts else -posts end) as posts_left,
    sum(case when format = 'all' then sponsored_posts else -sponsored_posts end) as sponsored_posts_left
from marts.sponsored_lift
where lift_level = 'influencer'
group by lift_level, influencer_id, platform
having
    sum(case when format = 'all' then posts else -posts end) <> 0
    or sum(case when format = 'all' then sponsored_posts else -sponsored_posts end) <> 0
    or sum(case when format = 'all' then organic_posts else -organic_posts end) <> 0
    or bool_or(sponsored_lift_ratio < sponsored_lift_ratio_low or sponsored_lift_ratio > sponsored_lift_ratio_high)
