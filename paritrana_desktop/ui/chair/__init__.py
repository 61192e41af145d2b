"""The chair's pages."""
