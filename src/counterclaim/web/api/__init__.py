"""The same as the pages, as JSON. Read-only but for what `writing` adds."""
