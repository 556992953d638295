"""Blogs that the tests crawl: a scripted server, blogs in the markup of many platforms with their truth, a score."""
