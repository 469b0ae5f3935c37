"""Quality measured on held-out data, always between a floor and a ceiling."""
