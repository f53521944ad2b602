"""What the API has."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

router = APIRouter()


class Index(BaseModel):
    """Addresses of the API, and where it is described."""

    openapi: str
    addresses: list[str]


@router.get("")
def index(request: Request) -> Index:
    """What the API has."""
    paths = sorted(request.app.openapi()["paths"])
    return Index(openapi="/api/v1/openapi.json", addresses=paths)
