"""What a page shows, computed without Qt."""
