-- One row per tier scheme, platform, niche and period: which set of the scheme's rows holds there.
--
-- Sets are the rows of a scheme with the same platform, niche and first day (reference.tier_schemes). Of
-- those that fit, the one for the platform goes first, then the one for the niche, then the one that began
-- last; a period ends where another set that fits begins.

with
sets as (
    select distinct
        scheme,
        platform as set_platform,
        lower(niche) as set_niche,
        coalesce(valid_from, date '0001-01-01') as set_starts_on
    from reference.tier_schemes
),

cells as (
    select distinct platform, coalesce(lower(niche), '') as niche_key
    from intermediate.int_account_standing
),

fitting as (
    select sets.*, cells.platform, cells.niche_key
    from cells
    inner join sets
        on
            (sets.set_platform is null or cells.platform = sets.set_platform)
            and (sets.set_niche is null or cells.niche_key = sets.set_niche)
),

starts as (select distinct scheme, platform, niche_key, set_starts_on as starts_on from fitting),

periods as (
    select
        *,
        lead(starts_on) over (partition by scheme, platform, niche_key order by starts_on) as ends_on
    from starts
)

select
    periods.scheme, periods.platform, periods.niche_key,
    periods.starts_on as valid_from,
    periods.ends_on as valid_until,
    fitting.set_platform, fitting.set_niche, fitting.set_starts_on
from periods
inner join fitting
    on
        periods.scheme = fitting.scheme
        and periods.platform = fitting.platform
        and periods.niche_key = fitting.niche_key
        and periods.starts_on >= fitting.set_starts_on
qualify
    row_number() over (
        partition by periods.scheme, periods.platform, periods.niche_key, periods.starts_on
        order by
            case when fitting.set_platform is null then 1 else 0 end,
            case when fitting.set_niche is null then 1 else 0 end,
            fitting.set_starts_on desc
    ) = 1
order by periods.scheme, periods.platform, periods.niche_key, periods.starts_on
