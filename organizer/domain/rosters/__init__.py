"""Lists of members: what is shown of them, what comes in from files, what goes out."""
