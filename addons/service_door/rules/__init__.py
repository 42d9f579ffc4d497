"""Decisions at the doors in plain Python: what strangers send in, what is taken out."""
