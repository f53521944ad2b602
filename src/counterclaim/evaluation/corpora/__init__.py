"""Suites on reference corpora, each with the reader of its format."""
