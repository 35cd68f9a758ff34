-- How fresh each platform is.
select
    platforms.name as platform_name,
    count(*) as accounts,
    max(stg_accounts.captured_at) as last_captured_at,
    min(stg_accounts.captured_at) as oldest_captured_at
from staging.stg_accounts
left join reference.platforms on stg_accounts.platform = platforms.platform
group by platforms.name
order by platforms.name
