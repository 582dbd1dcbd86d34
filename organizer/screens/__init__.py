"""What the user sees: one folder per subject, each offering one ROOM, unaware of the others."""
