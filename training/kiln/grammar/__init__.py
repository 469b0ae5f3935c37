"""The procedural grammar: parametric generators with exact captions, part labels and seeds."""
