"""The sections of the report, in their order. Each asks the warehouse and returns what the page shows."""

from collections.abc import Callable

from pipeline.report.parts import Section
from pipeline.report.queries import Reader
from pipeline.report.sections import answer, countries, creators, deals, effect, health, plans, returns, review, tiers

SECTIONS: list[Callable[[Reader], Section]] = [
    answer.section,
    tiers.section,
    effect.section,
    returns.section,
    plans.section,
    creators.section,
    deals.section,
    countries.section,
    review.section,
    health.section,
]
SHARED = {"run": "health", "tiers": "tiers"}  # asked by many sections, shown in one


def all_sections(reader: Reader) -> list[Section]:
    """Return every section with the queries behind it."""
    found = []
    for build in SECTIONS:
        reader.asked = []
        section = build(reader)
        section.queries = [query for query in reader.asked if SHARED.get(query.name, section.id) == section.id]
        found.append(section)
    return found
