"""Contracts of steps to what a platform's counts mean, and to what may be compared with what."""

from schemas.contract import Contract


class IntDefinitionEras(Contract):
    """intermediate.int_definition_eras: one row per platform with a break, format and day: which definition each metric
    has from that day on.
    """

    grain = "platform format_key starts_on_day"
    not_null = "views_definition impressions_definition reach_definition engagements_definition"


class IntPostDefinitions(Contract):
    """intermediate.int_post_definitions: one row per post on a platform with a break: which definition its counts have,
    and which of them may be compared.
    """

    grain = "platform post_key"
    not_null = "views_definition impressions_definition reach_definition engagements_definition"


class IntRecentPosts(Contract):
    """intermediate.int_recent_posts: one row per post of the days of its creator's engagement window, with the
    definitions of its counts.
    """

    grain = "platform post_key"
    nullable = "continued_side"


class IntDefinitionSides(Contract):
    """intermediate.int_definition_sides: one row per creator, platform with a break, measure and definition: the recent
    posts that can be counted under it.
    """

    grain = "influencer_id platform side_measure side"


class IntCommonDefinitions(Contract):
    """intermediate.int_common_definitions: one row per platform with a break and measure: the definition by which its
    creators are compared.
    """

    grain = "platform side_measure"


class IntCreatorDefinitions(Contract):
    """intermediate.int_creator_definitions: one row per creator and platform with a break: the definition of its headline
    rate.
    """

    grain = "influencer_id platform"
