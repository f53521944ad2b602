"""The reading model: which words tell a claim, who makes it, and what else of the report belongs to it.

`evidence` gathers what the written rules of this stage make of a document; `features` turns words and pairs of words into numbers;
`model` runs the trained network over them; `drafting` makes draft claims of its scores. How it was trained: `docs/reading.md`.
"""
