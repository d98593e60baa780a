"""Reading a rep's words: moves, topics, claims, clarity."""
