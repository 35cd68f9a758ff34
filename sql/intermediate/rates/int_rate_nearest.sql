-- One row per influencer and platform with a known headline rate: its sample, in the nearest cell from which it can borrow.
--
-- The cell is platform, tier and niche, else platform and tier, else platform. Where all are too small, the creator
-- stands alone (estimate_cell 'own posts'), widened by what its platform's neighbouring posts have in common.

with
placed as (
    select
        peers.*, cells.creators,
        cells.log_rate_mean as cell_mean,
        cells.log_rate_mean_variance as cell_mean_variance,
        cells.variance_between_creators as between_creators,
        cells.variance_within_creators as within_creators,
        coalesce(cells.variance_degrees_of_freedom, 0) as cell_degrees_of_freedom,
        zeros.zero_share_of_cell, zeros.zero_share_of_cell_variance, zeros.zero_likeness_posts,
        case
            when cells.creators is null then 'own posts'
            when peers.niche <> 'all' then 'platform, tier, niche'
            when peers.tier <> 'all' then 'platform, tier'
            else 'platform'
        end as estimate_cell
    from intermediate.int_rate_peers as peers
    left join intermediate.int_rate_cells as cells using (platform, tier, niche)
    left join intermediate.int_rate_zeros as zeros using (platform, tier, niche)
)

select *
from placed
qualify
    row_number() over (
        partition by influencer_id, platform
        order by
            case estimate_cell
                when 'platform, tier, niche' then 1 when 'platform, tier' then 2 when 'platform' then 3 else 4
            end
    ) = 1
order by influencer_id, platform
