-- One row per currency and day with a rate: what one unit is worth in the reporting currency from then on.

with

rates as (

    select * from reference.exchange_rates

),

settings as (

    select * from meta.settings

),

reporting as (

    select
        rates.rate_date,
        rates.euros_per_unit
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
