"""What a page states about its own post: for each field the values it gives, by source.

Both learning (which sources are right on this site?) and extraction (what do the right ones say?) read pages through
these modules, so that a source means the same to both. Pure: no network, no database.
"""
