"""The sample company's world: Nordkaffe AB, its guests, rivals and reporters. Invented; no network."""
