"""The networks: sources, cursors, gaps, the contract, and one folder for each network."""
