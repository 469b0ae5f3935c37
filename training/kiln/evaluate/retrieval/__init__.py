"""The model that judges how well objects fit captions."""
