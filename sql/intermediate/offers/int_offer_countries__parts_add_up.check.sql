-- Accounts whose countries do not add up to the whole audience, or that have none.

select
    accounts.account_key,
    sum(countries.audience_share) as audience_share
from intermediate.int_offer_accounts as accounts
left join intermediate.int_offer_countries as countries on accounts.account_key = countries.account_key
group by accounts.account_key
having coalesce(abs(sum(countries.audience_share) - 1) > 0.000001, true)
