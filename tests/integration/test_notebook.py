"""The notebook runs on any warehouse, its sentences say what the marts say, and its stored outputs are whole and clean."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from sample_runs import Season, rows

from pipeline.models import building, reference, sql_models

FILE = Path(__file__).parents[2] / "docs" / "notebooks" / "five-questions.ipynb"


def executed(warehouse: Path) -> Any:
    notebook = nbformat.read(FILE, as_version=4)
    for cell in notebook.cells:
        cell.outputs = [] if cell.cell_type == "code" else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFLUENCERS_WAREHOUSE", str(warehouse))
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FILE.parent)}}).execute()
    return notebook


@pytest.fixture(scope="module")
def answers(season: Season) -> dict[str, str]:
    return sentences(executed(season.published))


def sentences(notebook: Any) -> dict[str, str]:
    """Return the answer to each question."""
    cells = {c.id: c for c in notebook.cells if c.id.endswith("-answer")}
    return {name.removesuffix("-answer"): c.outputs[0].data["text/markdown"] for name, c in cells.items()}


@pytest.fixture(scope="module")
def stored() -> list[Any]:
    return [c for c in nbformat.read(FILE, as_version=4).cells if c.cell_type == "code"]


def test_five_questions_are_answered_in_a_sentence(answers: dict[str, str]) -> None:
    assert list(answers) == ["engagement", "return", "countries", "goals", "size"]
    assert all(a.startswith("**") and a.endswith(".**") for a in answers.values())


def test_the_best_creator_of_each_platform_is_named(season: Season, answers: dict[str, str]) -> None:
    best = rows(
        season.published,
        """
        select platform, arg_max(name, headline_rate_low), max(headline_rate_low)
        from marts.influencer_engagement
        where tier = 'nano' and evidence in ('high', 'medium')
        group by platform
        """,
    )
    assert best
    for platform, name, low in best:
        assert re.search(rf"{name} on {platform} \([^)]+95 %: {100 * low:.1f} to", answers["engagement"])
    assert f" of {len(best)} platforms" in answers["engagement"]


def test_macro_and_micro_have_their_returns_and_the_probability(season: Season, answers: dict[str, str]) -> None:
    found = rows(
        season.published,
        """
        select tier, sum(net_revenue) / sum(cost), sum(deals)
        from marts.tier_roi
        where tier in ('micro', 'macro') and platform = 'all' and campaign_id = 'all'
        group by tier
        """,
    )
    assert len(found) == 2
    for tier, value, deals in found:
        assert re.search(
            rf"{tier} returns {value:.2f} per [A-Z]+ \([^)]*; {deals} deals\)", answers["return"], re.IGNORECASE
        )
    chances = dict(
        rows(
            season.published,
            """
            select tier, fair_probability_beats from marts.tier_return_comparisons
            where (tier, other_tier) in (('macro', 'micro'), ('micro', 'macro')) and measure = 'return_on_ad_spend'
                and platform = 'all' and campaign_id = 'all'
            """,
        )
    )
    assert set(chances) == {"micro", "macro"}
    if None in chances.values():
        assert "that takes five creators of each in campaigns of both" in answers["return"]
        return
    said = re.search(
        r"micro beats macro with a probability of (\d+) % and macro beats micro with (\d+) %: (.+)\.", answers["return"]
    )
    assert said
    assert abs(int(said[1]) - 100 * chances["micro"]) <= 0.5
    assert abs(int(said[2]) - 100 * chances["macro"]) <= 0.5
    sure = [tier for tier, chance in chances.items() if chance >= 0.95]
    assert said[3].startswith(f"{sure[0]} returns" if sure else "the data cannot")


def test_referral_orders_are_those_of_the_deals(season: Season, answers: dict[str, str]) -> None:
    ((referred, orders),) = rows(
        season.published, "select sum(orders_by_link_click), sum(orders) from marts.deal_results"
    )
    country, of_country = rows(
        season.published,
        """
        select country, sum(orders_by_link_click) from marts.country_results where campaign_id <> 'all'
        group by country order by 2 desc, 1 limit 1
        """,
    )[0]
    assert answers["countries"].startswith(f"**{referred} of {orders} orders came by a tracked link, from ")
    assert f"most from {country} ({of_country}, of which " in answers["countries"]


def test_deals_below_their_goals_are_counted(season: Season, answers: dict[str, str]) -> None:
    ((deals, behind, missed, unknown, goals),) = rows(
        season.published,
        """
        select count(distinct deal_id), count(distinct case when goal_status = 'behind' then deal_id end),
            count(distinct case when goal_status = 'missed' then deal_id end), sum((goal_status = 'unknown')::int), count(*)
        from marts.deal_goals
        """,
    )
    assert missed
    assert answers["goals"].startswith(
        f"**Of {deals} deals with goals, {behind} are running behind at least one and {missed} ended below at least one"
    )
    assert f"of {unknown} of {goals} goals the data cannot tell" in answers["goals"]


def test_each_platform_stands_under_its_verdict(season: Season, answers: dict[str, str]) -> None:
    holds, does_not, cannot = re.fullmatch(
        r".*followers: it holds on (.+); it does not hold on (.+); the data cannot tell on (.+)\.\*\*", answers["size"]
    ).groups()  # type: ignore[union-attr]
    said = {"holds": holds, "does not hold": does_not, "cannot tell": cannot}
    found = rows(
        season.published,
        """
        select platform, falls_past_claimed, accounts_before, accounts_past
        from marts.tier_effect where measure = 'headline_rate'
        """,
    )
    for platform, verdict, before, past in found:
        assert re.search(rf"{platform} \([^)]*{before} accounts before, {past} past\)", said[verdict])
    assert sum(part.count(" accounts before") for part in said.values()) == len(found) > 0


def test_without_a_warehouse_the_command_that_makes_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(CellExecutionError, match="make run"):
        executed(tmp_path / "influencers.duckdb")


def test_of_an_empty_warehouse_it_can_tell_nothing(tmp_path: Path) -> None:
    file = tmp_path / "influencers.duckdb"
    with duckdb.connect(str(file)) as connection:
        sql_models.create_sources(connection)
        reference.load_reference(connection, [])
        reference.write_settings(connection, {})
        for model in sql_models.load_models().values():
            building.create(connection, model)
    answers = sentences(executed(file))
    assert len(answers) == 5
    assert [a for a in answers.values() if "data cannot tell" not in a or "None" in a] == []


def test_every_cell_is_stored_executed_in_order(stored: list[Any]) -> None:
    assert [c.execution_count for c in stored] == list(range(1, len(stored) + 1))
    assert all("execution" not in c.metadata for c in stored)
    wanted = {
        "parameters": "text/plain", "setup": "text/markdown", "query": "text/html", "chart": "image/svg+xml", "answer": "text/markdown",
    }  # fmt: skip
    for cell in stored:
        (output,) = cell.outputs
        assert output.output_type == "execute_result"
        assert output.data[wanted[cell.id.split("-")[-1]]]


def test_the_stored_file_is_light_and_of_no_machine() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(text) < 400_000
    assert not re.search(r"(?<![\w.:/<])/(home|Users|root|tmp|var|opt|mnt|work|private|usr)/|[A-Z]:\\\\", text)
    assert str(FILE.parents[2]) not in text
