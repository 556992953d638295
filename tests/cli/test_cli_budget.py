"""`archiver crawl --max-requests`: a run ends when its budget is used up, and the next one goes on from there."""

from __future__ import annotations

import json

from blogs.fixtures import serve

from archiver.cli.main import main


def test_a_budget_ends_the_run_and_the_next_goes_on(tmp_path, capsys):
    """Nothing is asked twice, and nothing is lost: the budget only says when."""
    words = ["--delay", "0", "--quiet", "--json", "--db", str(tmp_path / "archive.db")]
    with serve("jekyll") as (server, blog):
        first_code = main(["crawl", server.url, "--max-requests", "9", *words])
        [first] = json.loads(capsys.readouterr().out)
        asked = len(server.paths())
        main(["crawl", server.url, *words])
        [second] = json.loads(capsys.readouterr().out)

    assert (9, "limit", "the budget of 9 requests is used up") == (asked, first["outcome"], first["reason"])
    assert first_code == first["exit_code"]
    assert ("complete", len(blog.posts)) == (second["outcome"], second["posts"])
