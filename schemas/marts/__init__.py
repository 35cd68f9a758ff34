"""Contracts of the ``marts`` schema: what readers query, stable from release to release."""

from schemas.contract import tables
from schemas.marts import creator_marts, engagement_marts, month_marts, offer_marts, plan_marts, return_marts

MARTS_TABLES = tables(
    creator_marts.__name__,
    engagement_marts.__name__,
    return_marts.__name__,
    month_marts.__name__,
    offer_marts.__name__,
    plan_marts.__name__,
)
