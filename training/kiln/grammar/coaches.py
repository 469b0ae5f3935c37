"""The measures of car bodies by style, as tables: a row for each field of `Coach`, a column for each style.

`a..b` is drawn evenly between the two, `-` is the default of `Coach`, `none` is no pillar. Lengths are in metres.
"""

from __future__ import annotations

from kiln.grammar.base import Rng
from kiln.grammar.car_body import Coach

Span = tuple[float, float]


def _span(cell: str) -> Span:
    low, _, high = cell.partition("..")
    return float(low), float(high or low)


def _table(text: str) -> dict[str, dict[str, list[Span]]]:
    """Style -> field -> the spans of its value, of which only `pillars` has more or fewer than one."""
    rows = [line.split() for line in text.strip().splitlines()]
    styles: dict[str, dict[str, list[Span]]] = {style: {} for style in rows[0]}
    for field, *cells in rows[1:]:
        for style, cell in zip(styles, cells, strict=True):
            if cell != "-":
                styles[style][field] = [] if cell == "none" else [_span(part) for part in cell.split(",")]
    return styles


def draw_coach(rng: Rng, styles: dict[str, dict[str, list[Span]]], style: str) -> Coach:
    """A body of one style of a table."""
    drawn = {
        field: tuple(float(rng.uniform(low, high)) if high > low else low for low, high in spans)
        for field, spans in styles[style].items()
    }
    return Coach(**{field: values if field == "pillars" else values[0] for field, values in drawn.items()})


ROAD = _table("""
            sedan             hatchback     suv           estate        compact      bubble        minivan
length      4.3..4.8          3.7..4.1      4.3..4.7      4.4..4.8      3.1..3.5     3.8..4.1      4.4..4.7
width       1.74..1.86        1.7..1.8      1.86..1.96    1.74..1.84    1.56..1.68   1.6..1.7      1.8..1.9
sill        0.25              0.25          0.36          0.25          0.23         0.26          0.26
nose        0.76..0.84        0.76..0.84    0.98..1.06    0.76..0.84    0.78..0.84   0.6..0.68     0.82..0.9
bonnet      0.92..1.0         0.96..1.04    1.12..1.2     0.92..1.0     0.96..1.02   0.92..0.98    1.04..1.1
deck        1.0..1.06         1.0..1.1      1.16..1.24    0.98..1.04    0.98..1.04   0.98..1.06    1.06..1.14
tail        0.98..1.04        1.0..1.06     1.14..1.2     0.96..1.02    0.94..1.0    0.6..0.7      1.06..1.12
roof        1.44..1.54        1.46..1.58    1.72..1.88    1.44..1.54    1.48..1.6    1.46..1.56    1.66..1.78
cowl        0.9..1.05         0.9..1.0      0.85..1.0     0.95..1.05    0.7..0.8     0.55..0.65    1.2..1.3
roof_front  0.35..0.5         0.4..0.55     0.45..0.6     0.4..0.5      0.25..0.4    0.2..0.35     0.6..0.75
roof_rear   -1.0..-0.85       -1.4..-1.25   -1.85..-1.7   -1.9..-1.75   -1.1..-0.95  -0.75..-0.6   -1.85..-1.7
rear_foot   -1.6..-1.45       -1.82..-1.72  -2.12..-2.05  -2.15..-2.08  -1.5..-1.4   -1.35..-1.25  -2.12..-2.05
front_axle  1.38              1.22          1.38          1.4           1.05         1.18          1.42
rear_axle   -1.32             -1.18         -1.36         -1.32         -1.02        -1.15         -1.4
shoulder    0.7               0.72          0.85          0.7           0.7          0.62          0.8
wheel       0.32..0.36        0.32..0.35    0.4..0.45     0.32..0.35    0.29..0.32   0.32..0.35    0.33..0.36
arch        0.39              0.39          0.49          0.385         0.35         0.39          0.4
flare       0.02              0.02          0.03          0.02          0.03         0.08..0.12    0.01
hump        -                 -             -             -             -            0.06..0.14    -
tumble      0.88              0.88          0.9           0.88          0.88         0.84          0.9
pillars     -0.3..-0.2,-0.98  -0.2,-1.1     -0.2,-1.15    -0.2,-1.1     -0.3         -0.35         0.0,-1.05
pinch       -                 0.82          0.88          0.86          0.8          0.6           0.84
power       -                 -             4.5           -             3.0          2.2           3.6
""")

SPORTS = _table("""
            coupe        supercar     roadster     classic       fastback     muscle
length      4.3..4.6     4.3..4.6     3.9..4.3     4.0..4.4      4.2..4.5     4.7..4.95
width       1.84..1.96   1.94..2.06   1.74..1.86   1.66..1.78    1.8..1.92    1.88..1.98
sill        0.19         0.15         0.2          0.22          0.19         0.22
nose        0.62..0.7    0.46..0.56   0.62..0.7    0.62..0.72    0.62..0.7    0.8..0.86
bonnet      0.82..0.88   0.74..0.8    0.82..0.88   0.84..0.9     0.82..0.88   0.9..0.96
deck        0.92..0.98   0.92..1.0    0.88..0.94   0.86..0.92    0.9..0.96    0.98..1.04
tail        0.86..0.94   0.84..0.92   0.82..0.9    0.74..0.84    0.78..0.86   0.94..1.0
roof        1.24..1.32   1.1..1.18    1.24..1.32   1.24..1.32    1.26..1.33   1.32..1.4
cowl        0.4..0.65    0.85..1.1    0.3..0.5     0.2..0.45     0.65..0.85   0.5..0.65
roof_front  -0.2..-0.05  0.0..0.2     -0.1..0.0    -0.15..-0.05  0.1..0.2     -0.1..0.0
roof_rear   -0.95..-0.8  -0.6..-0.4   -0.85..-0.7  -0.8..-0.7    -0.65..-0.5  -1.1..-0.9
rear_foot   -1.75..-1.6  -1.8..-1.5   -1.5         -1.7..-1.45   -1.95..-1.8  -1.85..-1.6
front_axle  1.32         1.34         1.2          1.25          1.26         1.48
rear_axle   -1.28        -1.26        -1.15        -1.15         -1.2         -1.38
shoulder    0.6          0.52         0.6          0.56          0.58         0.68
wheel       0.35         0.355        0.33         0.34          0.345        0.36
arch        0.39         0.4          0.37         0.38          0.385        0.4
flare       0.02..0.06   0.02..0.06   0.01..0.04   0.0..0.03     0.02..0.05   0.0..0.03
hump        0.02..0.08   0.03..0.1    0.0..0.08    0.05..0.12    0.04..0.1    0.0..0.05
tumble      0.84         0.78         0.86         0.8           0.82         0.84
pillars     -0.85..-0.7  -0.5..-0.35  none         -0.7..-0.6    -0.5..-0.4   -0.8..-0.7
pinch       -            -            -            0.66          0.74         0.9
power       -            4.0          -            2.4           2.7          4.2
""")

RACE = _table("""
            gt            touring     stock        rally         prototype    sixties
length      4.3..4.6      4.4..4.7    4.9..5.1     3.9..4.2      4.6..4.8     3.9..4.3
width       1.92..2.04    1.86..1.95  1.98         1.84..1.92    2.05         1.7..1.8
sill        0.14          0.15        0.14         0.22          0.12         0.18
nose        0.58..0.66    0.7         0.68         0.74          0.46..0.52   0.6..0.7
bonnet      0.76..0.82    0.84..0.9   0.82..0.88   0.88..0.95    0.58..0.64   0.8..0.86
deck        0.88..0.95    0.94..1.0   0.92..0.97   1.0..1.08     0.78..0.86   0.84..0.94
tail        0.84..0.92    0.95        0.96         1.02          0.72..0.8    0.8
roof        1.16..1.24    1.32..1.38  1.26..1.32   1.42..1.5     1.06..1.14   1.2..1.28
cowl        0.55..0.85    0.85..1.0   0.65..0.8    0.85..0.95    0.75..0.95   0.45..0.65
roof_front  -0.15..0.05   0.2..0.35   0.0..0.1     0.25..0.4     0.05..0.25   0.0..0.1
roof_rear   -0.8..-0.6    -1.0..-0.8  -1.1..-0.95  -1.45..-1.25  -0.5..-0.35  -0.75..-0.6
rear_foot   -1.75..-1.45  -1.7..-1.5  -1.85..-1.7  -1.85..-1.75  -1.9..-1.6   -1.75..-1.5
front_axle  1.3           1.42        1.45         1.25          1.4          1.22
rear_axle   -1.25         -1.32       -1.45        -1.22         -1.35        -1.22
shoulder    0.55          0.6         0.6          0.66          0.42         0.52
wheel       0.35          0.35        0.36         0.35          0.36         0.34
arch        0.4           0.39        0.42         0.4           0.4          0.38
flare       0.04..0.09    0.03..0.08  0.02         0.05..0.09    0.0          0.02..0.05
hump        0.02..0.1     -           -            -             0.14..0.22   0.05..0.13
tumble      0.84          0.87        0.84         0.86          0.55..0.64   0.82
pillars     -0.75..-0.5   -0.35       -0.55        -0.25,-1.15   none         -0.65..-0.5
pinch       -             -           0.88         -             0.9          0.72
power       -             -           -            -             3.8          2.6
""")
