"""A page's tree read as blocks, tokens and vocabulary: what learning and extraction share. Pure."""
