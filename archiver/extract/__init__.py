"""Capture and profile to the draft of a post. Pure: no network, no database."""
