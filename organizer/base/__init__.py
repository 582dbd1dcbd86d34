"""Plumbing that knows no subject and no window."""
