-- One row per currency and day with a rate: what one unit is worth in the reporting currency from then on.
--
-- A back-dated build does not know the rates of later days.

with
settings as (select * from meta.settings),

rates as (
    select exchange_rates.*
    from reference.exchange_rates as exchange_rates
    cross join settings
    where
        exchange_rates.rate_date <= coalesce(cast(settings.as_of_at as date), date '9999-12-31')
        and exchange_rates.rate_date <= coalesce(cast(settings.known_on_at as date), date '9999-12-31')
),

reporting as (
    select rates.rate_date, rates.euros_per_unit
    from rates
    inner join settings on rates.currency = settings.reporting_currency
)

select
    rates.currency,
    rates.rate_date as exchange_rate_date,
    rates.euros_per_unit / nullif(reporting.euros_per_unit, 0) as exchange_rate,
    rates.rate_source as exchange_rate_source
from rates
asof inner join reporting on rates.rate_date >= reporting.rate_date
order by rates.currency, rates.rate_date
