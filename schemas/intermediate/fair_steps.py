"""Contracts of the steps to the fair comparison of tiers, to who is named best and to what could be seen."""

from schemas.contract import Contract
from schemas.values import FAIR_MEASURES

_PAIR = "measure platform campaign_id tier other_tier"
_RULES = {"platform": {"isin": None}, "measure": {"isin": FAIR_MEASURES}}


class IntFairCells(Contract):
    """intermediate.int_fair_cells: one row per measure, campaign, platform, tier and creator: the cost and what it brought,
    where tiers can be compared fairly.
    """

    grain = "measure campaign_id platform tier influencer_id"
    rules = _RULES


class IntFairStrata(Contract):
    """intermediate.int_fair_strata: one row per measure, platform and campaign (and 'all'), ordered pair of tiers, and
    campaign on a platform where both spent.
    """

    grain = f"{_PAIR} compared_platform compared_campaign_id"
    rules = _RULES


class IntFairSides(Contract):
    """intermediate.int_fair_sides: one row per measure, platform and campaign (and 'all'), and ordered pair of tiers: how
    sure the one's part in the ratio is.
    """

    grain = _PAIR
    rules = _RULES


class IntFairRatios(Contract):
    """intermediate.int_fair_ratios: one row per measure, platform and campaign (and 'all'), and ordered pair of tiers: how
    sure it is that the one returns more.
    """

    grain = _PAIR
    not_null = "fair_ratio"
    rules = _RULES


class IntFairPowers(Contract):
    """intermediate.int_fair_powers: one row per measure, platform and campaign (and 'all'), and ordered pair of tiers: what
    could be seen at all.
    """

    grain = _PAIR
    rules = _RULES


class IntFairWinners(Contract):
    """intermediate.int_fair_winners: one row per platform, campaign (and 'all') and tier that could be judged: how sure it
    is that it returns most for its cost.
    """

    grain = "platform campaign_id tier"
    not_null = "fair_measure fair_best_probability is_named_best"
    rules = {"platform": {"isin": None}}


class IntShrunkReturns(Contract):
    """intermediate.int_shrunk_returns: one row per measure, tier, platform and campaign (and 'all'): the tier's return drawn
    towards that of all tiers together.
    """

    grain = "measure tier platform campaign_id"
    rules = _RULES


class IntTierEvidence(Contract):
    """intermediate.int_tier_evidence: one row per tier, platform and campaign (and 'all'): what the tier's return rests on."""

    grain = "tier platform campaign_id"
    rules = {"platform": {"isin": None}}
