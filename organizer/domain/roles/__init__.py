"""Roles: titled appointments in a group, a branch or the alliance."""
