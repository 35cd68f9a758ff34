-- A platform has brought no file for two weeks while others have.

with
newest as (
    select max(captured_at) as captured_at
    from meta.loads
)

select
    loads.platform,
    max(loads.captured_at) as captured_at
from meta.loads as loads
where loads.status = 'loaded' and loads.platform is not null
group by loads.platform
having max(loads.captured_at) < (select newest.captured_at from newest) - interval 14 days
order by loads.platform
