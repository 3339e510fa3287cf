"""What a page's line ends, numbers and words say about its structure."""
