"""Contracts of steps from orders to whose they are and what they count."""

from schemas.contract import Contract


class IntOrderCodes(Contract):
    """intermediate.int_order_codes: one row per order (or row that sums orders), deal and creator whose code or link it
    carries.
    """

    grain = "load_id source_record deal_id influencer_id holder_rank"
    rules = {"method": {"isin": None}}


class IntOrderClaims(Contract):
    """intermediate.int_order_claims: one row per order (or row that sums orders), deal and creator that its code or link
    leads to.
    """

    grain = "load_id source_record deal_id influencer_id"
    nullable = "campaign_id"
    rules = {"method": {"isin": None}}


class IntOrderNumbers(Contract):
    """intermediate.int_order_numbers: one row per order with a number: in which brand, and on which day, the number stands
    for it.
    """

    grain = "load_id source_record"
    not_null = "order_number"
    means = {"brand": "brand_folder"}


class IntOrderOwners(Contract):
    """intermediate.int_order_owners: one row per order (or row that sums orders) and influencer it belongs to: to whom, by
    what, and for which deal.
    """

    grain = "load_id source_record holder"
    nullable = "campaign_id"


class IntOrderAttribution(Contract):
    """intermediate.int_order_attribution: one row per order (or row that sums orders) and influencer it belongs to, and
    whether it counts.
    """

    grain = "load_id source_record deal_id influencer_id"
    nullable = "deal_id order_day"


class IntOrderStates(Contract):
    """intermediate.int_order_states: one row per shop system, state and what became of its orders: how many there are, and
    whether the state is known.
    """

    grain = "shop_system order_state order_meaning is_state_unknown"
    not_null = "orders_placed"


class IntOrderCodeHolders(Contract):
    """intermediate.int_order_code_holders: one row per order (or row that sums orders), deal and creator that holds its
    code, once clicks have decided.
    """

    grain = "load_id source_record deal_id influencer_id"
    nullable = "campaign_id"
    rules = {"method": {"isin": None}}


class IntOrderSettlements(Contract):
    """intermediate.int_order_settlements: one row per order of a tracker that the brand's shop reports too: what the shop
    says of it.
    """

    grain = "load_id source_record"


class IntCountedOrders(Contract):
    """intermediate.int_counted_orders: one row per order (or row that sums orders) and influencer it belongs to, whole:
    whether it counts.
    """

    grain = "load_id source_record holder"
    nullable = "order_day"


class IntCodePaces(Contract):
    """intermediate.int_code_paces: one row per deal and day on which its code was redeemed: redemptions of three days,
    and how many were to be expected.
    """

    grain = "deal_id order_day"
