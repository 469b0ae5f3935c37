"""The model that says from where a photo was taken."""
