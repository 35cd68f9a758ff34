"""What deals brought for each exposure, or each order: the rates that expected clicks, orders and revenue come from."""

from schemas.vocabulary import number, text

RESPONSES = {
    "response_result": number(
        "Clicks, orders, or the value of orders in average orders.", "count", ge=0, not_null=True,
    ),
    "response_base": number(
        "Exposures behind clicks and orders; orders behind their value.", "count", gt=0, not_null=True,
    ),
    "response_unit": number(
        "What one of response_result is: 1, or the net revenue of the average order.",
        gt=0, adds_up=False, not_null=True,
    ),
    "response_rate": number(
        "Clicks or orders for each exposure of the middle deal (response_reference); net revenue for each order.",
        "ratio", gt=0, adds_up=False, not_null=True,
    ),
    "response_exponent": number(
        "The power of its exposures by which a deal's result grows within a tier: 1 is in proportion.",
        "power", gt=0, adds_up=False, not_null=True,
    ),
    "response_exponent_sd": number(
        "How sure response_exponent is: its standard deviation.", "power", ge=0, adds_up=False, not_null=True,
    ),
    "response_reference": number(
        "Exposures of the middle deal (orders, of the value of orders), in which bases are told.",
        "count", gt=0, adds_up=False, not_null=True,
    ),
    "response_variance": number(
        "Variance between creators of a tier relative to its rate, luck of deals included.", "log squared", ge=0, adds_up=False,
    ),
    "deals_effective": number(
        "How many deals of one size would scatter as these do.", "count", gt=0, adds_up=False, not_null=True,
    ),
    "deals_variance": number(
        "Variance of deals about what their creator usually brings, relative to it, the noise of counts apart.",
        "log squared", ge=0, adds_up=False, not_null=True,
    ),
    "deals_df": number(
        "Degrees of freedom behind deals_variance, by how much the deals' counts say; 0: half of response_variance is taken.",
        "count", ge=0, adds_up=False, not_null=True,
    ),
    "response_log_sd": number(
        "The creator's own uncertainty of the rate: standard deviation of the log.",
        "log", ge=0, adds_up=False, not_null=True,
    ),
    "response_cell_log_sd": number(
        "What all of the tier share of it: standard deviation of the log.", "log", ge=0, adds_up=False, not_null=True,
    ),
    "response_deal_log_sd": number(
        "How far one deal scatters about it, the noise of counts apart: standard deviation of the log.",
        "log", ge=0, adds_up=False, not_null=True,
    ),
    "response_basis": text(
        "own: the creator's own deals on the platform, drawn towards its tier; peers: the tier's.",
        isin=["own", "peers"], not_null=True,
    ),
}  # fmt: skip
