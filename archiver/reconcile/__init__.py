"""What a sighting means for what is already known: new, revised, unchanged, moved, gone, back. Pure."""
