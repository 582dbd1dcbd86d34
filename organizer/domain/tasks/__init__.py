"""Tasks (待办): what a person promised or is to do by a day, hanging on any kind of record."""
