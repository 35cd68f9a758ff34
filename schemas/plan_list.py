"""Contract of a plan's own list of creators: a CSV file that people write."""

from schemas.contract import Contract


class ListedOffers(Contract):
    """A creator's account on a plan's list, with its price where one was quoted; other columns are passed over."""

    columns = "platform handle price currency posts"
    grain = "platform handle posts"
    nullable = "currency posts"
    rules = {"currency": {"str_matches": "^[A-Z]{3}$"}}
    means = {"price": "listed_price", "posts": "package_posts"}
