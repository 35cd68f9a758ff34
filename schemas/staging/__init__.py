"""Contracts of the ``staging`` schema: one name, one unit, one row per thing."""

from schemas.contract import tables
from schemas.staging import staged_commerce, staged_records

STAGING_TABLES = tables(staged_records.__name__, staged_commerce.__name__)
