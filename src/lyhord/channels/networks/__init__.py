"""One folder for each network; none knows another. A new one: a copied folder, a line in ``registry``."""
