"""The commands that README and pages show are run as they stand, on the sample."""

import re
import shlex
from pathlib import Path

import pytest
from sample_runs import Ran, influencers, rows

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "docs/bi.md", "docs/exports.md", "docs/plans/README.md", "docs/tables.md"]
NOT_HERE = {"run", "report"}  # tested where a whole run is; the README's run is ``make run``


def shown(page: str) -> list[list[str]]:
    """Return the commands of a page's blocks, each as its arguments, without comments and without where output goes."""
    found = []
    for block in re.findall(r"^```\w*\n(.+?)^```", (ROOT / page).read_text(encoding="utf-8"), re.S | re.M):
        for line in block.splitlines():
            if re.match(r"(\.venv/bin/)?influencers ", line):
                arguments = shlex.split(line, comments=True)[1:]
                found.append(arguments[: arguments.index(">")] if ">" in arguments else arguments)
    return [arguments for arguments in found if arguments[0] not in NOT_HERE]


COMMANDS = [(page, arguments) for page in PAGES for arguments in shown(page) if not any("…" in a for a in arguments)]


def test_pages_show_commands() -> None:
    assert {arguments[0] for _, arguments in COMMANDS} >= {"query", "status", "explain", "plan"}
    assert len({page for page, _ in COMMANDS}) >= 4


@pytest.mark.parametrize(
    ("page", "arguments"), COMMANDS, ids=lambda value: value if isinstance(value, str) else value[0]
)
def test_a_command_of_a_page_works(sample_run: Ran, page: str, arguments: list[str]) -> None:
    def one(query: str) -> str:
        return str(rows(sample_run.published, query)[0][0])

    creator = one(
        "select influencer_id from marts.influencer_roi where influencer_id <> 'unassigned' order by 1 limit 1"
    )
    given = {
        "data/demo": str(sample_run.home),
        "data/sample/incoming": str(sample_run.incoming),
        "influencer_id=...": f"influencer_id={creator}",
        "post_key=Db-uppuQuE0": "post_key=" + one("select post_key from marts.post_performance order by 1 limit 1"),
    }
    command = [given.get(argument, argument) for argument in arguments]
    if "--home" not in command:
        command += ["--home", str(sample_run.home)]
    ended = influencers(*command)
    statuses = {0, 1} if arguments[0] == "plan" else {0}  # a small sample may have nobody for a plan
    assert ended.exit_code in statuses, ended.output
    assert ended.stdout
