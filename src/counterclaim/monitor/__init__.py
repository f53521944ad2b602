"""Watching feeds: from their addresses to stored reports, each item in a final state, whatever happens on the way."""
