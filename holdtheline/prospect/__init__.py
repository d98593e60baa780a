"""The prospect: a mind that decides (pure) and voices that word it."""
