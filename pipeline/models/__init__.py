"""The SQL models, their contracts as rules, and the reference data that they read."""
