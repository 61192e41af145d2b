"""The workspace file: the only room that knows SQLAlchemy."""
