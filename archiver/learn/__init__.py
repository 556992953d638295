"""What the captures of a site teach about it: pure functions from pages and evidence to the site profile."""
