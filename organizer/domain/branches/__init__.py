"""Branches (分舵): regional service teams with a head, a team and groups of their own."""
