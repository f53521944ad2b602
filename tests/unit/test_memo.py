from __future__ import annotations

from functools import partial

from counterclaim.memo import Memo


def test_what_is_kept_is_made_once() -> None:
    memo, made = Memo(2), list[str]()

    def make(name: str) -> str:
        made.append(name)
        return name

    for name in ("a", "a", "b", "a"):
        assert memo.kept(name, partial(make, name)) == name
    assert made == ["a", "b"]


def test_without_room_nothing_is_kept() -> None:
    memo = Memo()
    assert memo.kept("a", list) is not memo.kept("a", list)


def test_what_nobody_asks_for_is_forgotten_and_what_is_asked_for_stays() -> None:
    memo = Memo(2)
    first = memo.kept("a", object)
    for name in "bcdefg":
        memo.kept(name, object)
        assert memo.kept("a", object) is first
    assert memo.get("b") is None
    assert memo.get("g") is not None


def test_what_was_made_of_something_else_is_made_again() -> None:
    memo = Memo(2)
    part, alike = [1], [1]
    made = memo.again("sum", [part], object)
    assert memo.again("sum", [part], object) is made
    assert memo.again("sum", [alike], object) is not made
    assert memo.again("sum", [alike, part], object) is not memo.again("sum", [alike], object)
