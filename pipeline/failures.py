"""The report of a failed step: what failed, why, and what is still in place."""

import json
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pipeline.settings import Settings

TIMEOUT = 10  # seconds
DRAWING = "published__report"
IN_PLACE = (
    "The published warehouse is that of the last finished run. Files that were loaded stay loaded. The failed table "
    "keeps its rows of before, and nothing that depends on it was built."
)
REPORT_IN_PLACE = "The warehouse of this run is published. The report is that of the last run that could draw it."


def report(
    settings: Settings, run_id: str, step: str, error: BaseException | None, warn: Callable[[str], object]
) -> Path:
    """Write the report below ``<home>/reports`` and post it to the webhook, if there is one.

    A webhook that cannot be reached is a warning: the report on disk is what counts.
    """
    folder = settings.home / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run_id}.md"
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    in_place = REPORT_IN_PLACE if step == DRAWING else IN_PLACE
    text = (
        f"# Run {run_id} failed\n\n"
        f"- Step: {step}\n- When: {moment}\n- Incoming folder: {settings.incoming_folder}\n\n"
        f"## Why\n\n```\n{error}\n```\n\n"
        f"## What is in place\n\n{in_place}\n\n"
        "## What to do\n\nMend the cause named above and run `influencers run` again; it goes on where this run ended.\n"
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
    if settings.webhook:
        _post(settings.webhook, {"run_id": run_id, "step": step, "error": str(error), "report": str(path)}, warn)
    return path


def _post(address: str, message: dict[str, str], warn: Callable[[str], object]) -> None:
    request = urllib.request.Request(
        address, json.dumps({"text": message["error"], **message}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT):
            pass
    except OSError as failure:
        warn(f"The failure report could not be posted to the webhook ({failure}); it is in {message['report']}")
