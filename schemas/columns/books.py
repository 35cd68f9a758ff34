"""The books: runs, loads, rejections, conflicts."""

from schemas.vocabulary import count, day, moment, text, truth

BOOKS = {
    "run_id": text("The run; the web UI shows it under the same id."),
    "started_at": moment("Start.", not_null=True),
    "ended_at": moment("End."),
    "run_status": text(
        "running, finished (readers can open what it published), unchanged (nothing was new, so nothing was published) or "
        "failed.",
        isin=["running", "finished", "unchanged", "failed"], not_null=True,
    ),
    "files_new": count("Files that were new to the run, or had been rejected before and were tried again."),
    "fingerprint": text(
        "Hash of what it was built from: query, contract, checks, settings read, versions of inputs.", not_null=True,
    ),
    "content_version": text(
        "Hash of the rows it holds; of a view or a very large table, its fingerprint.", not_null=True,
    ),
    "clock_at": moment("What the machine's clock said at the start, where it was behind the books; else null."),
    "as_of_at": moment("The marts use what was captured up to here; null means everything."),
    "pipeline_version": text("Version of the pipeline.", not_null=True),
    "file_name": text("The file below the incoming folder; a member of an archive follows after '!'.", not_null=True),
    "sha256": text("Hash of the bytes; '' where they could not be read.", not_null=True),
    "content_id": text(
        "What is loaded once only: the bytes, with the account where only the folder tells it.", not_null=True,
    ),
    "bytes": count("Size, unpacked.", "bytes", not_null=True),
    "packed_bytes": count("Size of the file as it lies in the folder.", "bytes", not_null=True),
    "modified_at": moment("The file's own time.", not_null=True),
    "path_name": text("The file below the incoming folder."),
    "family": text("The asset that loads the format.", not_null=True),
    "captured_date": day("Day of the capture.", not_null=True),
    "status": text(
        "loaded, duplicate (the same content is loaded already), empty, ignored (known, but nothing in it is kept) or "
        "rejected.",
        isin=["loaded", "duplicate", "empty", "ignored", "rejected"], not_null=True,
    ),
    "reason": text("Why the file was not loaded."),
    "remedy": text("What to do about it."),
    "rejected_at_step": text(
        "Where the file was rejected: finding, unpacking, recognising, reading or writing.",
        isin=["finding", "unpacking", "recognising", "reading", "writing"],
    ),
    "is_program_fault": truth("Whether the program failed on the file, which may be fine itself."),
    "captured_at_source": text("Where captured_at comes from: folder, content, file_name, month_in_name or file_time."),
    "rows_read": count("Data records in the file; read = accepted + rejected + duplicate.", not_null=True),
    "rows_accepted": count("Records accepted.", not_null=True),
    "rows_rejected": count("Records rejected; meta.rejected_rows says why.", not_null=True),
    "rows_duplicate": count("Records that state an observation which is held already.", not_null=True),
    "rows_summary": count("Total rows and the like, which are no data and not counted as read.", not_null=True),
    "values_unread": count("Figures that could not be read and are null; meta.unread_values says which."),
    "columns_unknown": text("Columns that no mapping knows, separated by ' | '."),
    "columns_missing": text("Optional columns of the format that the file lacks; they are null."),
    "notes": text("What else is worth knowing about the load."),
    "column_name": text("The column that breaks the rule, as the file names it."),
    "rule": text("The rule that is broken.", not_null=True),
    "data_version": count(
        "Up to which rule on what is kept the file is clean: 1, refusals quote no cell and customers are pseudonyms.",
        ge=1, not_null=True,
    ),
    "cleaned_at": moment("When the file was cleaned, or made by a release that keeps the rule.", not_null=True),
    "raw_record": text(
        "The record's known columns as JSON: numbers and days as they stand, of other texts the length. Null where the"
        " record could not be split.",
    ),
    "table_name": text("Table.", not_null=True),
    "observation": text("Key of the observation, as JSON.", not_null=True),
    "kept_load_id": text("Load of the row that is kept.", not_null=True),
    "kept_source_record": count("Record of the row that is kept.", ge=None, not_null=True),
    "dropped_load_id": text("Load of the row that is not.", not_null=True),
    "dropped_source_record": count("Record of the row that is not.", ge=None, not_null=True),
    "differences": text("What differs: column, kept and dropped value, as JSON.", not_null=True),
    "dropped_record": text("The row that is not kept, as JSON.", not_null=True),
    "found_at": moment("When the conflict was found.", not_null=True),
    "rejected_value": text("What breaks the rule: a number or a day as it stands, of other texts the length."),
}  # fmt: skip
