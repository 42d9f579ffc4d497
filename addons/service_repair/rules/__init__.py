"""Decisions of the repair desk in plain Python: facts in, decision out."""
