"""Words on a chart: as much of them as there is room for, visibly shortened, never cut."""

from collections.abc import Callable

Measure = Callable[[str], float]


def shortened(text: str, width: float, measure: Measure) -> str:
    """The text, or as much of its beginning as fits with an …; empty when not even two letters fit."""
    if measure(text) <= width + 1e-6:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + "…") <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low >= 2 else ""
