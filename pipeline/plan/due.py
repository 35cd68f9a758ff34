"""Whether plans must be made again: their files, what they are made from, or how they are made has changed."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipeline.models.fingerprints import Fingerprints, contract_digest, digest, remember
from pipeline.plan import READS
from pipeline.plan.plan_files import plan_files
from schemas.marts.plan_marts import PLAN_MARTS

PLANS = "marts.budget_plan"  # stands for all tables of plans


def _fingerprint(fingerprints: Fingerprints, folders: Sequence[Path]) -> str:
    code = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.rglob("*.py"))]
    files = [path.read_text(encoding="utf-8", errors="replace") for path in plan_files(folders)]
    contracts = [contract_digest(contract) for contract in PLAN_MARTS.values()]
    inputs = {table: fingerprints.version(table) for table in READS if table != "meta.settings"}
    return digest(code, files, contracts, inputs, fingerprints.settings)


def is_due(fingerprints: Fingerprints, folders: Sequence[Path]) -> bool:
    """Whether the tables of plans follow from something else than what there is now."""
    return fingerprints.holds(PLANS) != _fingerprint(fingerprints, folders)


def note_made(con: duckdb.DuckDBPyConnection, fingerprints: Fingerprints, folders: Sequence[Path]) -> None:
    """Remember what the tables of plans were made from."""
    now = _fingerprint(fingerprints, folders)
    remember(con, PLANS, now, now)
