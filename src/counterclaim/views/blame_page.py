"""The blame matrix as one self-contained page, every cell with its evidence; nothing is loaded from elsewhere and no script runs."""

from __future__ import annotations

from markupsafe import Markup

from counterclaim.records.blame import BlameMatrix
from counterclaim.records.comparison import Comparison
from counterclaim.views import blame, wording
from counterclaim.views import comparison as words
from counterclaim.views.comparison import Names
from counterclaim.views.page import asset, content_hash, environment


def render_blame_page(matrix: BlameMatrix, comparison: Comparison) -> str:
    """An HTML page of the matrix of a comparison; everything from the reports is escaped."""
    style = asset("page.css") + asset("dossier.css") + asset("blame.css")
    return (
        environment()
        .get_template("blame.html")
        .render(
            matrix=matrix,
            comparison=comparison,
            names=Names(comparison.reports),
            style=Markup(style),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src {content_hash(style)}; base-uri 'none'; form-action 'none'",
            w=wording,
            c=words,
            b=blame,
        )
    )
