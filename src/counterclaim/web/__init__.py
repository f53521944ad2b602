"""The desk in the browser: pages rendered here, and the same as JSON. Nothing is loaded from elsewhere."""
