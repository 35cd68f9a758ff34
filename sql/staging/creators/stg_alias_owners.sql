-- One row per alias (id or handle) of accounts of one influencer only, on whichever platform: who it is.

select aliases.alias, min(creators.influencer_id) as influencer_id
from staging.stg_account_aliases as aliases
inner join staging.stg_creators as creators using (account_key)
group by aliases.alias
having count(distinct creators.influencer_id) = 1
order by aliases.alias
