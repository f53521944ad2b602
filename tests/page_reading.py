"""What a page of ours holds, for tests: whether its tags are balanced, its ids and links, and whether it loads anything."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br"}


class Reading(HTMLParser):
    """Balance of tags (`open` is empty at the end), ids, and where links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def policy(self) -> str:
        """The content security policy."""
        return next(str(value) for tag, name, value in self.attributes if tag == "meta" and name == "content" and "src" in str(value))

    def loaded(self) -> list[tuple[str, str, str | None]]:
        """Attributes by which a page could load or run something, or escape its own style sheet."""
        return [a for a in self.attributes if a[1] in {"src", "style"} or a[1].startswith("on") or a[0] in {"script", "link", "img"}]
