"""Suites on whole reports: our own corpus and the wire."""
