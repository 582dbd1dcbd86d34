"""What the organizer knows: one folder per subject, no window."""
