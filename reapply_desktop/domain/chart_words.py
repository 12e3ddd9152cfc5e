"""Words on a chart: as much of them as there is room for, visibly shortened, never cut."""

from collections.abc import Callable

Measure = Callable[[str], float]


def shortened(text: str, width: float, measure: Measure) -> str:
    """The text, or as much of its beginning as fits with an …; empty when not even two letters fit."""
    whole = measure(text)
    if whole <= width + 1e-6:
        return text
    # Measuring is what costs: begin where letters of equal width would end, and look from there in growing steps.
    low, high = 0, len(text)
    at, step = max(1, min(high, int(high * width / whole))) if whole > 0 else 1, 1
    while low < high:
        if measure(text[:at].rstrip() + "…") <= width:
            low = at
            at = low + step if low + step <= high else high
        else:
            high = at - 1
            at = max(low + 1, high - step + 1)
        step *= 2
        if step > high - low:
            at = (low + high + 1) // 2
    return text[:low].rstrip() + "…" if low >= 2 else ""
