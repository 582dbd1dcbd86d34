"""The command line: the same actions as in the window, without one."""
