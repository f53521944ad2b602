"""Style, scripts and Leaflet, from the packages that carry them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, Response

from counterclaim.views.page import asset
from counterclaim.web.rendering import static, style_sheet

router = APIRouter(prefix="/static")
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
"""Addresses carry a version, so that what they give never changes."""
COAST = "coast.json"
LEAFLET = frozenset({"leaflet-src.esm.js", "leaflet.css", "images/layers.png", "images/layers-2x.png"})


@cache
def scripts() -> frozenset[str]:
    """Our own modules."""
    return frozenset(f.name for f in files("counterclaim.web").joinpath("static").iterdir() if f.name.endswith(".js"))


@cache
def has_coast() -> bool:
    """Whether coast lines were there when the package was built."""
    return files("counterclaim.web").joinpath("static", COAST).is_file()


@cache
def leaflet_folder() -> Path:
    """Where the package that carries Leaflet has its files."""
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


@router.get("/{version}/desk.css")
def style(version: str) -> Response:
    """All style of the desk."""
    return Response(style_sheet(), media_type="text/css", headers=KEPT)


@router.get("/{version}/claims.js")
def claims(version: str) -> Response:
    """The script of report pages, shared with the files that `read --html` writes."""
    return Response(asset("page.js"), media_type="text/javascript", headers=KEPT)


@router.get("/{version}/leaflet/{name:path}")
def leaflet(version: str, name: str) -> Response:
    """A file of Leaflet."""
    if name not in LEAFLET:
        raise HTTPException(404, "no such file")
    return FileResponse(leaflet_folder() / name, headers=KEPT)


@router.get("/{version}/coast.json")
def coast(version: str) -> Response:
    """The coast lines of the map."""
    if not has_coast():
        raise HTTPException(404, "this installation has no coast lines")
    return Response(static(COAST), media_type="application/json", headers=KEPT)


@router.get("/{version}/{name}")
def script(version: str, name: str) -> Response:
    """A module of ours."""
    if name not in scripts():
        raise HTTPException(404, "no such file")
    return Response(static(name), media_type="text/javascript", headers=KEPT)
