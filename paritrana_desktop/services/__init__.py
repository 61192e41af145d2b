"""Use cases: the one way from a window or the command line to the adapters."""
