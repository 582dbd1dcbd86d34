"""Pages: takes sheets, gives them to printer, preview, PDF or picture; the place that knows paper."""
