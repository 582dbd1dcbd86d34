"""Venues (场地): where events take place, with rooms."""
