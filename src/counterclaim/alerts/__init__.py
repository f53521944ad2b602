"""Alerts: rules over what is stored, each thing told once, to a feed file, a webhook and by mail."""
