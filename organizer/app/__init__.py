"""The desktop program: start, main window, navigation; the only place that knows all screens."""
