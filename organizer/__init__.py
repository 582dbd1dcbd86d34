"""活群 Organizer: a register of groups, members and roles for group owners."""

__version__ = "0.1.0"
