-- An account belongs to one influencer; two would count its posts twice.

select
    account_key,
    count(*) as influencers
from staging.stg_creators
where account_key is not null
group by account_key
having count(*) > 1
