"""Influencer analytics from the files that people export."""

import os

# Keep freed memory for a while: batches of the same size follow each other, and asking the system anew
# costs a third of reading. It must be set before Polars is imported.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000,muzzy_decay_ms:10000")

__version__ = "0.1.0"
