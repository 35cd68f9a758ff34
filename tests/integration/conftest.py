"""Fixtures of the sample are shared with the tests in the browser."""

from sample_fixtures import copied_run, graph, sample_run, season

__all__ = ["copied_run", "graph", "sample_run", "season"]
