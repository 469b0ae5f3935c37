"""Training on a GPU that is lent by the minute: data built on the spot, a clock over everything, results in pieces."""
