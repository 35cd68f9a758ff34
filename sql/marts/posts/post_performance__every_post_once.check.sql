-- Every staged post is in the table.

select
    posts.platform,
    posts.post_key
from staging.stg_posts as posts
left join marts.post_performance as performance
    on posts.platform = performance.platform and posts.post_key = performance.post_key
where performance.post_key is null
