"""Contracts of the ``intermediate`` schema: steps that several marts need.

A step's columns come from its query; each has the type, the words and the usual rule that the vocabulary gives its name.
Its contract says what a row is, and what is asked beyond that.
"""

from schemas.contract import tables
from schemas.intermediate import (
    account_steps,
    campaign_steps,
    content_steps,
    definition_steps,
    fair_steps,
    month_steps,
    offer_steps,
    order_steps,
    post_steps,
    rate_steps,
    return_steps,
    shared_steps,
)

MODULES = [
    account_steps, campaign_steps, content_steps, definition_steps, fair_steps, month_steps, offer_steps, order_steps, post_steps,
    rate_steps, return_steps,
    shared_steps,
]  # fmt: skip

INTERMEDIATE_TABLES = tables(*(module.__name__ for module in MODULES))
