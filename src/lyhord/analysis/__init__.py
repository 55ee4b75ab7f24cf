"""What posts say beside their words: pure functions on plain values. For now: the language."""
