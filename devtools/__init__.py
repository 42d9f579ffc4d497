"""What ``./dev`` is made of: plain Python with the standard library only."""
