"""Counts in how many pieces of a text each word is: the percolator's first idea of what is common.

    apt-get download cfi-sv cfi-en && dpkg -x … (the pages of the book end up under usr/share/doc)
    python tools/count_words.py SWEDISH_FOLDER ENGLISH_FOLDER > src/lyhord/percolator/frequencies.txt

The book is “Copyright finns inte” by Linus Walleij, which its author gave to the public domain; Debian has
the Swedish original and an English translation. A piece is as long as a post, 35 words.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from lyhord.percolator.words import Kind, quick_tokens

_PIECE = 35
_LEAST = 2  # pieces a word must be in
_HEAD = """\
# How common words are: the number of pieces (of 35 words) a word is in, and the words.
# Counted by tools/count_words.py in “Copyright finns inte” by Linus Walleij (public domain), sv and en.
pieces {pieces}
"""


def words(folder: Path) -> list[str]:
    """All words of the pages in ``folder``, in order."""
    pages = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".htm"})
    text = " ".join(re.sub(r"<[^>]*>", " ", page.read_text("cp1252", errors="replace")) for page in pages)
    return [token.text for token in quick_tokens(text) if token.kind is Kind.WORD]


def pieces(all_words: list[str], count: int) -> list[set[str]]:
    """The first ``count`` pieces of a text, each as the set of its words."""
    return [set(all_words[at : at + _PIECE]) for at in range(0, min(len(all_words), count * _PIECE), _PIECE)]


def main(folders: list[str]) -> None:
    """Print the list, both languages with the same weight."""
    texts = [words(Path(folder)) for folder in folders]
    size = min(map(len, texts)) // _PIECE
    counts = Counter(word for text in texts for piece in pieces(text, size) for word in piece)
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        by_count[count].append(word)
    print(_HEAD.format(pieces=size * len(texts)), end="")
    for count in sorted(by_count, reverse=True):
        if count >= _LEAST:
            print(count, *sorted(by_count[count]))


if __name__ == "__main__":
    main(sys.argv[1:])
