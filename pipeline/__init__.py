"""Influencer analytics from the files that people export."""

__version__ = "0.1.0"
