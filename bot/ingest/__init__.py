"""Reading articles: files, pages, feeds and records become articles."""
