"""Contracts of reference data that budget plans start from: packages, and how many people there are to reach."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, column


class PlanPackages(pa.DataFrameModel):
    """reference.plan_packages: what a planner may buy of an account; a blank platform means any.

    A package of a platform comes before one of the same name for any.
    """

    platform: str = column("platform", isin=PLATFORMS)
    package: str = column("package", nullable=False)
    posts: Count = column("package_posts", nullable=False, ge=1, le=1000)

    class Config:
        strict = ordered = True
        unique = ["platform", "package"]


class AddressableAudiences(pa.DataFrameModel):
    """reference.addressable_audiences: how many people there are to reach in a country, at most.

    Shipped are whole populations (mid-2024, rounded to 100,000): the upper bound of an addressable audience. A plan may
    state its own, smaller one.
    """

    country: str = column("country", nullable=False, str_matches="^[A-Z]{2}$")
    people: Count = column("addressable_people", nullable=False, ge=1)
    source: str = column("addressable_source", nullable=False)
    year: Count = column("addressable_year", nullable=False, ge=1950, le=2100)

    class Config:
        strict = ordered = True
        unique = ["country"]


PLAN_TABLES = {"plan_packages": PlanPackages, "addressable_audiences": AddressableAudiences}
