"""Made-up data for a first look, for tests and for measuring."""
