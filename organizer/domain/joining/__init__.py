"""Two records made one, one record erased: the exception to one writer per table."""
