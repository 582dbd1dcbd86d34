"""Training institutions, as far as their people need them."""
