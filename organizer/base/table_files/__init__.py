"""Tables in and out: CSV, xlsx and pasted cells."""
