-- How fresh each account is: its newest post, the newest capture of any of its posts or followers.
select
    platforms.name as platform_name,
    coalesce(stg_accounts.handle, stg_accounts.account_id, stg_accounts.account_key) as account,
    stg_accounts.captured_at as last_captured_at,
    posts.last_posted_at,
    posts.posts
from staging.stg_accounts
left join reference.platforms on stg_accounts.platform = platforms.platform
left join (
    select
        account_key,
        max(posted_at) as last_posted_at,
        count(*) as posts
    from marts.post_performance
    group by account_key
) as posts on stg_accounts.account_key = posts.account_key
order by last_captured_at, platforms.name, account
