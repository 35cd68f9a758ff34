"""Where a row comes from."""

from schemas.columns.column import Column

LINEAGE = {
    "load_id": Column("The load that brought the row: see meta.loads."),
    "source_record": Column("Which record of the file the row comes from; the first record after the header is 1."),
    "captured_at": Column(
        "When the figures were true, that is when the export was made; a bare date means the end of that day.", "UTC"
    ),
    "loaded_at": Column("When the row entered this warehouse.", "UTC"),
    "precedence": Column("How far the source is trusted: of two that disagree the higher one is kept."),
    "record_key": Column(
        "What identifies the record over several exports: its own id, else its distinguishing columns."
    ),
    "occurrence": Column(
        "Which of the file's records with this record_key, from 1; an order's first one holds its amounts.", "count"
    ),
    "dataset": Column("The folder a sheet lies in, without dated and @handle folders; ids of a sheet are local to it."),
}
