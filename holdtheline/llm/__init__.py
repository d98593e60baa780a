"""One client for any OpenAI-compatible server."""
