"""Whole archives: files of many reports to tables of records, on all cores or a cluster, and incidents over what was read."""
