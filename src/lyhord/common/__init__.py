"""Small things without nouns of their own: pages, clock, paging, the worker's loop, outgoing HTTP."""
