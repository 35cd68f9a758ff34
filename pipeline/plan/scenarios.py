"""A plan's scenarios in the tier scheme of a warehouse: which tiers the smaller and the larger half are, and their names.

Belongs here: what a plan file can only mean once the tiers are known.
Does not belong here: reading plan files (``plan_files``), who may be chosen then (``eligibility``).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.models.tier_schemes import halves, pair_of
from pipeline.plan.plan_files import LARGER, SMALLER, USUAL, Advice, Plan, PlanError, Scenario


def in_scheme(plan: Plan, scheme: str, tiers: Sequence[str]) -> Plan:
    """Return a plan whose scenarios name their tiers; smaller and larger are called as the tiers that meet in the middle.

    Args:
        plan: A plan as its file says it.
        scheme: The tier scheme in use.
        tiers: Its tiers, smallest first.

    Raises:
        PlanError: A scenario is not defined, two have one name, or advice is about one that the plan does not have.
    """
    pair = pair_of(tiers)
    called = {SMALLER: pair.small, LARGER: pair.large} if pair else {}
    names = {name: called.get(name, name) for name in plan.scenarios}
    twice = sorted({name for name in names.values() if list(names.values()).count(name) > 1})
    if twice:
        raise PlanError(
            f"scenarios {list(names)} are not all different: one of them is called {twice[0]} in scheme {scheme}."
        )
    scenarios = {names[name]: _with_tiers(name, said, scheme, tiers) for name, said in plan.scenarios.items()}
    advice = [_called(advice, called) for advice in plan.advice]
    for name in (name for said in advice for name in (said.scenario, said.than)):
        if name is not None and name not in scenarios:
            raise PlanError(f"advice is about scenario {name!r}, which the plan does not have: {', '.join(scenarios)}.")
    return plan.model_copy(update={"scenarios": scenarios, "advice": advice})


def _with_tiers(name: str, scenario: Scenario, scheme: str, tiers: Sequence[str]) -> Scenario:
    if scenario.half is None:
        return scenario
    smaller, larger = halves(tiers)
    pair = pair_of(tiers)
    if pair is None:
        raise PlanError(f"scenario {name} asks for a half of the tiers of scheme {scheme}, which has {len(tiers)}.")
    found = {SMALLER: smaller, LARGER: larger, pair.small: smaller, pair.large: larger}
    if scenario.half not in found:
        usual = [{SMALLER: pair.small, LARGER: pair.large}.get(name, name) for name in USUAL]
        raise PlanError(f"scenarios ['{name}'] are not defined; usual ones are {usual}, others name their tiers")
    return scenario.model_copy(update={"tiers": found[scenario.half], "half": None})


def _called(advice: Advice, called: dict[str, str]) -> Advice:
    than = advice.than and called.get(advice.than, advice.than)
    return advice.model_copy(update={"scenario": called.get(advice.scenario, advice.scenario), "than": than})
