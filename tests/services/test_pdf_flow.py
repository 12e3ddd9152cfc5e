"""How blocks fill pages: nothing is lost, heads stay with what follows, a table that runs on has its head again."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.services.pdf_export.flow import Block, filled, space
from reapply_desktop.services.pdf_export.sheet import Sheet

ROOM = 100.0


def nothing(sheet: Sheet, y: float) -> None:
    """Leaves no mark."""


def table(rows: int, high: float = 10.0) -> tuple[Block, list[Block]]:
    head = Block(8.0, nothing, keep=True)
    return head, [head, *(Block(high + number / 1000, nothing, again=head) for number in range(rows))]


def test_a_table_that_runs_on_has_its_head_again_on_each_page() -> None:
    head, blocks = table(30)
    pages = filled([Block(75.0, nothing), *blocks], ROOM)
    assert len(pages) == 5
    assert all(page[1 if number == 0 else 0] is head for number, page in enumerate(pages))
    assert all(sum(block.height for block in page) <= ROOM for page in pages)
    rows = [block for block in chain(*pages) if block.again is not None]
    assert rows == blocks[1:]


def test_a_table_that_begins_a_page_has_its_head_once() -> None:
    _head, blocks = table(3)
    assert filled([Block(95.0, nothing), *blocks], ROOM)[1] == blocks
    assert filled(blocks, ROOM) == [blocks]


def test_space_at_the_end_makes_no_empty_page() -> None:
    assert len(filled([Block(95.0, nothing), space(10.0)], ROOM)) == 1
    assert filled([], ROOM) == [[]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 130), st.booleans(), st.booleans()), max_size=40))
def test_every_block_has_a_place_in_its_order(made: list[tuple[float, bool, bool]]) -> None:
    head = Block(8.0, nothing)
    blocks = [Block(high, nothing, keep, head if row else None) for high, keep, row in made]
    placed = [block for block in chain(*filled(blocks, ROOM)) if block is not head]
    assert placed == blocks
