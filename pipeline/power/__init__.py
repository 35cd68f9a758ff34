"""Planning a test of tiers: how many creators of each, at what cost, so that a difference would show."""
