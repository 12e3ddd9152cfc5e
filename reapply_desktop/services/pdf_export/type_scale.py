"""The sizes of type on paper, in points: the few there are, so that two texts differ visibly in size or not at all.

Text is set in `TEXT`, what stands beside it in `SIDE`, tags and notes in `FINE`. Charts and the wall calendar choose
the largest of `CHART_SIZES` that has room.
"""

TITLE, AIM, HEAD, TEXT, SIDE, FINE = 23.0, 14.25, 12.75, 10.25, 9.0, 8.25
SMALL, TINY, LEAST = 7.5, 6.75, 6.0
WALL = 6.5  # the least that is read from a wall
CHART_SIZES = (SIDE, FINE, SMALL, TINY, LEAST)
