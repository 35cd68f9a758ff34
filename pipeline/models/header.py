"""The comment that a SQL file opens with: its words, in the catalog and in the warehouse."""

VIEW_MARK = "create-as: view"


def words_of_file(text: str) -> str:
    """Return the header of a SQL file: its paragraphs, each on one line."""
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if line.removeprefix("--").strip() != VIEW_MARK:
            head.append(line.removeprefix("--").strip())
    return "\n\n".join(" ".join(part.split()) for part in "\n".join(head).strip().split("\n\n"))
