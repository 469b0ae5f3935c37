"""Kiln's training package: data, grammar, network, training, evaluation, export."""
