"""A value becomes a document: the same value gives the same bytes."""
