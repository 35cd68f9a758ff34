"""Where a row comes from."""

from schemas.vocabulary import count, moment, text

# of every raw row
LINEAGE = {
    "load_id": text("The load that brought the row: see meta.loads.", not_null=True),
    "source_record": count(
        "Which record of the file the row comes from; the first record after the header is 1.", "", ge=1, not_null=True,
    ),
    "captured_at": moment(
        "When the figures were true, that is when the export was made; a bare date means the end of that day.",
        not_null=True,
    ),
    "loaded_at": moment("When the row entered this warehouse.", not_null=True),
    "precedence": count(
        "How far the source is trusted: of two that disagree the higher one is kept.", "", ge=None, not_null=True,
    ),
    "dataset": text(
        "The folder a sheet lies in, without dated and @handle folders; ids of a sheet are local to it.", not_null=True,
    ),
}  # fmt: skip

# which record of a sheet it is
RECORD = {
    "record_key": text(
        "What identifies the record over several exports: its own id, else its distinguishing columns.", not_null=True,
    ),
    "occurrence": count(
        "Which of the file's records with this record_key, from 1; an order's first one holds its amounts.",
        ge=1, not_null=True,
    ),
}  # fmt: skip

# the record that speaks for a row of staging
SOURCE = "captured_at load_id source_record"
