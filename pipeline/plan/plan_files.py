"""Plan files: a budget, a goal, and what may be chosen, as YAML that people write.

Belongs here: what a plan can say, and reading it from files.
Does not belong here: what follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from pipeline import places

Goal = Literal["reach", "engagements", "clicks", "orders", "net_revenue"]
Share = Annotated[float, Field(gt=0, le=1)]


class PlanError(ValueError):
    """A plan that cannot be used; the message says where and why."""


def _list(value: Any) -> Any:
    """Read 'DE, FR' as a list of two."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _codes(value: Any) -> Any:
    """Read country codes; YAML takes NO, Norway's, for false."""
    codes = _list(value)
    return ["NO" if code is False else code for code in codes] if isinstance(codes, list) else codes


def _upper(values: list[str]) -> list[str]:
    return [value.upper() for value in values]


Names = Annotated[list[str], BeforeValidator(_list)]
Codes = Annotated[list[Annotated[str, Field(pattern="^[A-Za-z]{2}$")]], BeforeValidator(_codes), AfterValidator(_upper)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scenario(_Strict):
    """Which creators may be chosen.

    Attributes:
        tiers: Tiers of the tier scheme; any where none is named.
        half: A half of the tiers instead: "smaller" or "larger", or the tier of that half that is next to the other one.
        is_list: Whether only those of the plan's own list (``candidates``) may be.
    """

    tiers: Names = []
    half: str | None = None
    is_list: bool = False


SMALLER, LARGER = "smaller", "larger"
USUAL = {
    "free": Scenario(),
    SMALLER: Scenario(half=SMALLER),
    LARGER: Scenario(half=LARGER),
    "mine": Scenario(is_list=True),
}


class Spend(_Strict):
    """Bounds of a tier's part of the budget, 0 to 1."""

    min: Annotated[float, Field(ge=0, le=1)] = 0
    max: Share = 1


class Advice(_Strict):
    """Something that is often advised, and what it says of the scenarios.

    Attributes:
        says: The advice, in words.
        scenario: The scenario that should do well.
        than: The scenario it should do better than; without one, the advice is that it can be done at all.
        measure: What it should bring more of.
    """

    says: str
    scenario: str
    than: str | None = None
    measure: Goal | None = None

    @model_validator(mode="after")
    def _whole(self) -> Advice:
        if (self.than is None) != (self.measure is None):
            raise ValueError("than and measure belong together: name both, or neither")
        return self


class Plan(_Strict):
    """One plan.

    Attributes:
        plan_id: The name of its file.
        budget: What may be spent, in the currency.
        goal: What to make as large as can be.
        countries: Results count in these only (ISO 3166, two letters); anywhere where none is named.
        niches: Only creators of these niches.
        platforms: Only accounts on these platforms.
        max_share_per_creator: Most of the budget that one person gets.
        min_creators_per_country: Creators with a part of ``country_audience_share`` or more of their
            audience in the country that each country needs.
        min_result_share_per_country: Least part of the result that each country brings.
        country_audience_share: What part of an audience counts as being there.
        tier_spend: Bounds of the tiers' parts of the budget.
        min_return: Least net revenue that each further unit of cost is expected to bring; spending stops where it is less.
        addressable: Country -> people who can be reached there, instead of addressable_audiences.csv.
        allow_review: Whether creators with strong review signals may be chosen.
        seconds: Most time, by the clock, that the solver takes for a scenario.
        candidates: File of your own list: platform, handle and, where known, price, currency, posts.
        scenarios: Name -> which creators may be chosen; the usual names need no definition. Smaller and larger are called
            by the names of tiers once the tiers are known (``scenarios.in_scheme``).
        advice: What to test against the result.
        active: Whether the nightly run makes it.
    """

    plan_id: str = "asked"
    title: str = ""
    budget: Decimal = Field(gt=0, max_digits=18, decimal_places=4)
    currency: str = Field(pattern="^[A-Z]{3}$")
    goal: Goal
    countries: Codes = []
    niches: Names = []
    platforms: Names = []
    max_share_per_creator: Share = 1
    min_creators_per_country: int = Field(1, ge=0)
    min_result_share_per_country: float = Field(0, ge=0, lt=1)
    country_audience_share: Share = 0.2
    tier_spend: dict[str, Spend] = {}
    min_return: float | None = Field(None, gt=0)
    addressable: dict[str, Annotated[float, Field(gt=0)]] = {}
    allow_review: bool = False
    seconds: float = Field(20, gt=0)
    candidates: Path | None = None
    scenarios: dict[str, Scenario] = Field(min_length=1)
    advice: list[Advice] = []
    active: bool = True

    @model_validator(mode="before")
    @classmethod
    def _usual_scenarios(cls, data: Any) -> Any:
        """Let scenarios be a list of usual names, or a mapping in which a usual name stands alone.

        Any other name that stands alone is taken for a half's, as a tier calls it.
        """
        if not isinstance(data, dict):
            return data
        given = _list(data.get("scenarios")) or [n for n in USUAL if n != "mine" or data.get("candidates")]
        named = dict.fromkeys(given) if isinstance(given, list) else given
        if not isinstance(named, dict):
            return data
        defined = {name: USUAL.get(name, {"half": name}) if said is None else said for name, said in named.items()}
        return {**data, "scenarios": defined}

    @model_validator(mode="after")
    def _agrees(self) -> Plan:
        if any(scenario.is_list for scenario in self.scenarios.values()) and not self.candidates:
            raise ValueError(
                "a scenario of your own list needs the list: name its file under candidates (--candidates)"
            )
        if self.min_result_share_per_country * len(self.countries) > 1:
            raise ValueError("min_result_share_per_country times the countries is more than the whole result")
        if sum(bounds.min for bounds in self.tier_spend.values()) > 1:
            raise ValueError("the tiers' least parts of the budget add up to more than the budget")
        return self


def read_plan(path: Path) -> Plan:
    """Return the plan in a file.

    Raises:
        PlanError: The file is no YAML, or says something that a plan cannot say.
    """
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PlanError(f"{path.name} is not readable as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(said, dict):
        raise PlanError(f"{path.name} states no plan. Write at least budget, currency and goal.")
    try:
        plan = Plan(**{"title": path.stem.replace("_", " "), **said, "plan_id": path.stem})
    except (ValidationError, TypeError) as error:
        raise PlanError(f"{path.name}: {reasons_of(error)}") from error
    if plan.candidates and not plan.candidates.is_absolute():
        return plan.model_copy(update={"candidates": path.parent / plan.candidates})
    return plan


def reasons_of(error: ValidationError | TypeError) -> str:
    """Return what is wrong, each with the place where it is said."""
    if isinstance(error, TypeError):
        return str(error)
    said = [(".".join(map(str, p["loc"])), p["msg"].removeprefix("Value error, ")) for p in error.errors()]
    return "; ".join(f"{place}: {message}" if place else message for place, message in said)


def plan_files(folders: Sequence[Path] = ()) -> list[Path]:
    """Return the plan files: the shipped ones, each replaced by one of the same name in a later folder."""
    found = {path.stem: path for folder in (places.PLANS, *folders) for path in sorted(folder.glob("*.y*ml"))}
    return [found[name] for name in sorted(found)]
