"""What an offer is expected to bring, how sure that is, and what its creator's past deals brought."""

from schemas.values import BASES
from schemas.vocabulary import count, money, number, text

EXPECTED = {
    "exposure_posts": count("Own posts in the window that report exposures.", not_null=True),
    "exposures_log": number("Log of the exposures of the account's middle post.", "log", adds_up=False, not_null=True),
    "exposures_log_sd": number(
        "The account's own uncertainty of it: standard deviation.", "log", ge=0, adds_up=False, not_null=True,
    ),
    "exposures_cell_log_sd": number(
        "What all of the cell share of it: standard deviation.", "log", ge=0, adds_up=False, not_null=True,
    ),
    "exposures_expected": number("Exposures of one post: the mean of what is expected.", "count", ge=0, not_null=True),
    "exposures_post_log_sd": number(
        "How far one post's exposures scatter about what is usual for the account: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_post_log_sd": number(
        "How far one post's engagements scatter about what is usual for the account: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_exponent": number(
        "The power of exposures by which clicks grow, within a tier and with the posts of a package.",
        "power", gt=0, adds_up=False,
    ),
    "orders_exponent": number(
        "The power of exposures by which orders grow, within a tier and with the posts of a package.",
        "power", gt=0, adds_up=False,
    ),
    "clicks_deal_log_sd": number(
        "How far one deal's clicks scatter, apart from its posts' exposures and the noise of counts: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_deal_log_sd": number(
        "How far one deal's orders scatter, apart from its posts' exposures and the noise of counts: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_deal_log_sd": number(
        "How far one deal's net revenue scatters, apart from its posts' exposures and the noise of counts: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "past_deals": count("Delivered deals of the creator on the platform whose result of the measure is known."),
    "past_result": number("What these deals brought of the measure, together.", "of the measure", ge=0, adds_up=False),
    "past_best_result": number("What the best of these deals brought of the measure.", "of the measure", ge=0, adds_up=False),
    "past_cost": money("What these deals cost without boosting, those whose cost is known.", adds_up=False),
    "past_result_with_cost": number(
        "What the deals whose cost is known brought of the measure, together.", "of the measure", ge=0, adds_up=False,
    ),
    "exposures_basis": text(
        "own: the account's own posts, drawn towards its cell; peers: those of its cell.",
        isin=["own", "peers"], not_null=True,
    ),
    "reach_expected": number(
        "People reached by the whole package, each once: the mean of what is expected; null where nothing is known.",
        "count", ge=0,
    ),
    "reach_per_post": number("People reached by one post, each once: the mean of what is expected.", "count", ge=0),
    "reach_log_sd": number(
        "How far the creator's true reach_expected may be off, apart from what its cell shares: standard deviation of "
        "the log.",
        "log", ge=0, adds_up=False,
    ),
    "reach_cell_log_sd": number(
        "The part of the uncertainty of reach_expected that all offers of the cell share: standard deviation of the "
        "log.",
        "log", ge=0, adds_up=False,
    ),
    "reach_campaign_log_sd": number(
        "How far the reach of one booking scatters about what the creator usually brings: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "reach_basis": text(
        "What reach_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and peers:"
        " a part each; 'estimated from' names the count that stands for reach.",
        isin=["own", "own, estimated from views", "own, estimated from impressions", "peers", "peers, estimated from views", "peers, estimated from impressions"],
    ),
    "engagements_expected": number(
        "Headline numerator (reference.platforms: public engagements) of the whole package: the mean of what is expected; "
        "null where nothing is known.",
        "count", ge=0,
    ),
    "engagements_per_post": number("Headline numerator of one post: the mean of what is expected.", "count", ge=0),
    "engagements_log_sd": number(
        "How far the creator's true engagements_expected may be off, apart from what its cell shares: standard "
        "deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_cell_log_sd": number(
        "The part of the uncertainty of engagements_expected that all offers of the cell share: standard deviation of "
        "the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_campaign_log_sd": number(
        "How far the engagements of one booking scatters about what the creator usually brings: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "engagements_basis": text(
        "What engagements_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
    "clicks_expected": number(
        "Clicks on tracked links that the whole package brings: the mean of what is expected; null where nothing is "
        "known.",
        "count", ge=0,
    ),
    "clicks_per_post": number(
        "Clicks on tracked links that one post brings: the mean of what is expected.", "count", ge=0,
    ),
    "clicks_log_sd": number(
        "How far the creator's true clicks_expected may be off, apart from what its cell shares: standard deviation of"
        " the log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_cell_log_sd": number(
        "The part of the uncertainty of clicks_expected that all offers of the cell share: standard deviation of the "
        "log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_campaign_log_sd": number(
        "How far the clicks of one booking scatters about what the creator usually brings, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "clicks_basis": text(
        "What clicks_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
    "orders_expected": number(
        "Orders that the whole package brings: the mean of what is expected; null where nothing is known.",
        "count", ge=0,
    ),
    "orders_per_post": number("Orders that one post brings: the mean of what is expected.", "count", ge=0),
    "orders_log_sd": number(
        "How far the creator's true orders_expected may be off, apart from what its cell shares: standard deviation of"
        " the log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_cell_log_sd": number(
        "The part of the uncertainty of orders_expected that all offers of the cell share: standard deviation of the "
        "log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_campaign_log_sd": number(
        "How far the orders of one booking scatters about what the creator usually brings, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "orders_basis": text(
        "What orders_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
    "net_revenue_expected": number(
        "Net revenue of the orders that the whole package brings: the mean of what is expected; null where nothing is "
        "known.",
        "money", ge=0,
    ),
    "net_revenue_per_post": number(
        "Net revenue of the orders that one post brings: the mean of what is expected.", "money", ge=0,
    ),
    "net_revenue_log_sd": number(
        "How far the creator's true net_revenue_expected may be off, apart from what its cell shares: standard "
        "deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_cell_log_sd": number(
        "The part of the uncertainty of net_revenue_expected that all offers of the cell share: standard deviation of "
        "the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_campaign_log_sd": number(
        "How far the net revenue of one booking scatters about what the creator usually brings, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False,
    ),
    "net_revenue_basis": text(
        "What net_revenue_expected rests on. own: the creator's own posts or deals; peers: those of its cell; own and "
        "peers: a part each.",
        isin=BASES,
    ),
}  # fmt: skip
