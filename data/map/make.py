#!/usr/bin/env python3
"""Coasts and borders of Natural Earth, simplified into outlines.txt. See README.md.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 make.py package/countries-50m.json > outlines.txt
"""
import json
import sys
from collections import Counter

UNIT = 50  # numbers are fiftieths of a degree
TOLERANCE = 0.08  # degrees a simplified line may lie off
ISLAND = 0.55  # degrees; smaller islands are left out


def arcs_of(geometry):
    """Indices of the arcs of a geometry, a set per ring so that one country counts once."""
    if geometry["type"] == "Polygon":
        rings = geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        rings = [ring for polygon in geometry["arcs"] for ring in polygon]
    else:
        rings = []
    return {arc if arc >= 0 else ~arc for ring in rings for arc in ring}


def degrees(topology):
    """The arcs in degrees, longitude and latitude."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        yield points


def pieces(points):
    """A line parted where it leaps from one side of the Pacific's meridian to the other."""
    piece = points[:1]
    for a, b in zip(points, points[1:]):
        if abs(a[0] - b[0]) > 180:
            yield piece
            piece = []
        piece.append(b)
    yield piece


def simplified(points):
    """Douglas and Peucker 1973; a ring is parted at its farthest point first."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(p):
        if length == 0:
            return ((p[0] - ax) ** 2 + (p[1] - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length

    far = max(range(1, len(points) - 1), key=lambda n: off(points[n]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: far + 1])[:-1] + simplified(points[far:])


def main():
    sys.setrecursionlimit(100_000)
    topology = json.load(open(sys.argv[1], encoding="utf-8"))
    uses = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        uses.update(arcs_of(country))
    for n, points in enumerate(degrees(topology)):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        closed = points[0] == points[-1]
        if uses[n] == 0 or max(ys) < -60 or closed and max(max(xs) - min(xs), max(ys) - min(ys)) < ISLAND:
            continue
        # The cut through the Pacific is no coast.
        if all(abs(abs(x) - 180) < 0.01 for x in xs):
            continue
        kind = "b" if uses[n] > 1 else "c"
        for piece in pieces(points):
            grid = []
            for x, y in simplified(piece):
                at = (round(x * UNIT), round(y * UNIT))
                if not grid or grid[-1] != at:
                    grid.append(at)
            if len(grid) > 1:
                steps = [grid[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in zip(grid, grid[1:])]
                print(kind + " " + " ".join(f"{x},{y}" for x, y in steps))


main()
