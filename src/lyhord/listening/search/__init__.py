"""The text index over mentions: what SQLite and PostgreSQL do differently stands here and nowhere else.

It holds ``percolator.index_tokens`` of every mention, and tokens for what is filtered by (``tokens``), so
that one question to one index, newest first, answers "these words, this monitor, unread". It can offer too
much, never too little; the percolator has the last word.
"""
