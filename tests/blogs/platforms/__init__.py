"""One module a platform: each writes a blog in the markup that the platform prints."""
