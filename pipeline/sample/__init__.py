"""Synthetic exports in the platforms' real formats, and the truth about them.

Belongs here: the names that others use.
Does not belong here: anything the pipeline needs to read real exports.
"""

from pipeline.sample.build import SampleSummary, generate
from pipeline.sample.observations import generate_observations

__all__ = ["SampleSummary", "generate", "generate_observations"]
