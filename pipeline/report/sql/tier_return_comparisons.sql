-- Two tiers: fair, within campaigns and platforms, how many times as much the one returns; raw, how likely it beats the other.
select
    one.measure,
    one.tier,
    one.other_tier,
    one.deals,
    one.other_deals,
    one.measured_value,
    one.other_measured_value,
    one.probability_beats,
    one.fair_ratio,
    one.fair_ratio_low,
    one.fair_ratio_high,
    one.fair_probability_beats,
    other.fair_probability_beats as other_fair_probability_beats,
    one.fair_creators,
    one.other_fair_creators,
    one.fair_deals,
    one.other_fair_deals,
    one.compared_cost_share,
    one.smallest_ratio_shown,
    one.deals_each_to_tell_1_5,
    one.deals_each_to_tell_2
from marts.tier_return_comparisons as one
left join marts.tier_return_comparisons as other
    on
        one.platform = other.platform and one.campaign_id = other.campaign_id and one.measure = other.measure
        and one.tier = other.other_tier and one.other_tier = other.tier
where one.platform = 'all' and one.campaign_id = 'all'
order by one.measure, one.tier, one.other_tier
