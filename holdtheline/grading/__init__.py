"""From transcript to scorecard: levels with quotes, caps, agreement statistics."""
