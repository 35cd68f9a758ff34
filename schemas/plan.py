"""Contract of a plan's own list of creators: a CSV file that people write."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Rate, column


class ListedOffers(pa.DataFrameModel):
    """A creator's account on a plan's list, with its price where one was quoted; other columns are passed over."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    handle: str = column("handle", nullable=False)
    price: Rate = column("price", gt=0)
    currency: str = column("currency", str_matches="^[A-Z]{3}$")
    posts: Count = column("package_posts", ge=1)

    class Config:
        strict = ordered = True
        unique = ["platform", "handle", "posts"]
