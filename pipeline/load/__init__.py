"""Files into the raw tables, with their books: inbox, loader, duplicates, cleaning of what may not be kept."""
