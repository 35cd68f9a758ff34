"""The books: runs, loads, rejections, conflicts."""

from schemas.columns.column import Column, count

BOOKS = {
    "run_id": Column("The run; the web UI shows it under the same id."),
    "started_at": Column("Start.", "UTC"),
    "ended_at": Column("End.", "UTC"),
    "run_status": Column(
        "running, finished (readers can open what it published), unchanged (nothing was new, so nothing was published) or failed."
    ),
    "files_new": count("Files that were new to the run, or had been rejected before and were tried again."),
    "fingerprint": Column(
        "Hash of what it was built from: query, contract, checks, settings read, versions of inputs."
    ),
    "content_version": Column("Hash of the rows it holds; of a view or a very large table, its fingerprint."),
    "clock_at": Column("What the machine's clock said at the start, where it was behind the books; else null.", "UTC"),
    "as_of_at": Column("The marts use what was captured up to here; null means everything.", "UTC"),
    "pipeline_version": Column("Version of the pipeline."),
    "file_name": Column("The file below the incoming folder; a member of an archive follows after '!'."),
    "sha256": Column("Hash of the bytes; '' where they could not be read."),
    "content_id": Column("What is loaded once only: the bytes, with the account where only the folder tells it."),
    "bytes": Column("Size, unpacked.", "bytes"),
    "packed_bytes": Column("Size of the file as it lies in the folder.", "bytes"),
    "modified_at": Column("The file's own time.", "UTC"),
    "path_name": Column("The file below the incoming folder."),
    "family": Column("The asset that loads the format."),
    "captured_date": Column("Day of the capture.", "date"),
    "format": Column("The export format recognised; of a post: image, carousel, video, reel, story, link, text, live."),
    "status": Column(
        "loaded, duplicate (the same content is loaded already), empty, ignored (known, but nothing in it is kept) or rejected."
    ),
    "reason": Column("Why the file was not loaded."),
    "remedy": Column("What to do about it."),
    "rejected_at_step": Column("Where the file was rejected: finding, unpacking, recognising, reading or writing."),
    "is_program_fault": Column("Whether the program failed on the file, which may be fine itself."),
    "captured_at_source": Column("Where captured_at comes from: folder, content, file_name or file_time."),
    "rows_read": count("Data records in the file; read = accepted + rejected + duplicate."),
    "rows_accepted": count("Records accepted."),
    "rows_rejected": count("Records rejected; meta.rejected_rows says why."),
    "rows_duplicate": count("Records that state an observation which is held already."),
    "rows_summary": count("Total rows and the like, which are no data and not counted as read."),
    "values_unread": count("Figures that could not be read and are null; meta.unread_values says which."),
    "columns_unknown": Column("Columns that no mapping knows, separated by ' | '."),
    "columns_missing": Column("Optional columns of the format that the file lacks; they are null."),
    "notes": Column("What else is worth knowing about the load."),
    "column_name": Column("The column that breaks the rule, as the file names it."),
    "rule": Column("The rule that is broken."),
    "data_version": count(
        "Up to which rule on what is kept the file is clean: 1, refusals quote no cell and customers are pseudonyms."
    ),
    "cleaned_at": Column("When the file was cleaned, or made by a release that keeps the rule (UTC)."),
    "raw_record": Column(
        "The record's known columns as JSON: numbers and days as they stand, of other texts the length. Null where the "
        "record could not be split."
    ),
    "table_name": Column("Table."),
    "observation": Column("Key of the observation, as JSON."),
    "kept_load_id": Column("Load of the row that is kept."),
    "kept_source_record": count("Record of the row that is kept."),
    "dropped_load_id": Column("Load of the row that is not."),
    "dropped_source_record": count("Record of the row that is not."),
    "differences": Column("What differs: column, kept and dropped value, as JSON."),
    "dropped_record": Column("The row that is not kept, as JSON."),
    "found_at": Column("When the conflict was found.", "UTC"),
}
