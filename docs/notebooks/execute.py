"""Execute the notebooks of this folder in place; only what changes with their code and the warehouse is stored."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

for file in sorted(Path(__file__).parent.glob("*.ipynb")):
    notebook = nbformat.read(file, as_version=4)
    metadata = dict(notebook.metadata)
    NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": str(file.parent)}}).execute()
    notebook.metadata = metadata  # the kernel adds the Python version of whoever ran it
    nbformat.write(notebook, file)
