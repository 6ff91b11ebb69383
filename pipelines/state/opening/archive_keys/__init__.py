"""Keys of older rows that a night names and that the state no longer keeps at hand."""
