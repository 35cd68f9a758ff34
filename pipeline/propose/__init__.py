"""Mapping files proposed for layouts that nobody knows, from headers and values; nothing is loaded."""
