-- How likely one tier beats another: returns more for its cost, or costs less for each result.
select
    measure,
    tier,
    other_tier,
    creators,
    other_creators,
    measured_value,
    other_measured_value,
    probability_beats
from marts.tier_return_comparisons
where platform = 'all' and campaign_id = 'all'
order by measure, tier, other_tier
