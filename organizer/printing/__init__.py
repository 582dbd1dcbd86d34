"""Sheets become pages for printer, preview, PDF or picture; the one place that knows paper."""
