"""Posts and queries for the benchmark: invented, but with the proportions of real ones.

Words come with the frequencies of the list the percolator ships; brand names are made of syllables and follow
Zipf's law; the mix of queries is that of docs/percolator.md#the-mix. Everything follows from the seed.
"""

import random
from bisect import bisect
from itertools import accumulate

from lyhord.percolator import Post, Query
from lyhord.percolator.frequency import default_frequencies

BRANDS = 60_000
_SYLLABLES = """
ba bo da de di fo ga ge ha jo ka ki ko la li lo lu ma me mi mo na ne no nu pa pe po ra re ri ro sa se si so
sta ste ta te ti to tra va ve vi vo å ä ö åk äl ör än ing el ska sjö berg dal
"""
_EMOJI = ["☕", "❤️", "😂", "👍🏽", "🎉", "🔥", "😡", "👩‍💻"]
_ASCII = str.maketrans("åäö", "aao")
_ENDS = [".", ".", "!", "?", " …", ""]


class World:
    """Gives posts and queries, always the same for one ``seed``."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        known = default_frequencies()
        self._words = [word for word in known.listed() if ":" not in word]
        self._word_sums = list(accumulate(known.share(word) for word in self._words))
        self._syllables = _SYLLABLES.split()
        self._brands = sorted({self._name() for _ in range(BRANDS * 2)})
        self._rng.shuffle(self._brands)
        del self._brands[BRANDS:]
        self._brand_sums = list(accumulate(1 / (rank + 26) for rank in range(len(self._brands))))

    def posts(self, count: int) -> list[Post]:
        """``count`` posts of about 220 bytes."""
        return [self._post(str(at)) for at in range(count)]

    def queries(self, count: int) -> dict[str, Query]:
        """``count`` queries by id."""
        return {f"q{at}": Query.parse(self._query()) for at in range(count)}

    def _name(self) -> str:
        return "".join(self._rng.choice(self._syllables) for _ in range(self._rng.choice([2, 3, 3, 4])))

    def _picked(self, names: list[str], sums: list[float]) -> str:
        return names[bisect(sums, self._rng.random() * sums[-1])]

    def _word(self) -> str:
        word = self._picked(self._words, self._word_sums)
        if self._rng.random() < 0.1:  # a compound, so that words never end
            word += self._rng.choice(self._words)
        return word

    def _brand(self) -> str:
        return self._picked(self._brands, self._brand_sums)

    def _handle(self) -> str:
        return self._brand().translate(_ASCII)

    def _post(self, name: str) -> Post:
        rng = self._rng
        words = [self._word() for _ in range(rng.randint(18, 42))]
        for _ in range(rng.choice([0, 1, 1, 2])):
            words.insert(rng.randrange(len(words)), self._brand().capitalize())
        words[0] = words[0].capitalize()
        for chance, extra in (
            (0.3, lambda: "#" + self._brand()),
            (0.2, lambda: "@" + self._handle() + rng.choice(["", ".se", ".bsky.social"])),
            (0.25, lambda: f"https://t.co/{rng.getrandbits(40):x}"),
            (0.15, lambda: rng.choice(_EMOJI)),
        ):
            if rng.random() < chance:
                words.append(extra())
        for at in range(6, len(words), 9):
            words[at] += rng.choice(_ENDS)
        lang = rng.choice(["sv", "sv", "sv", "en", "en", "en", "und"])
        source = rng.choice(["bluesky", "rss", "mastodon"])
        return Post(name, " ".join(words), author=self._handle(), lang=lang, source=source)

    def _query(self) -> str:
        rng = self._rng
        if rng.random() < 0.08:  # common words only
            return " ".join(self._picked(self._words, self._word_sums) for _ in range(rng.randint(2, 4)))
        parts = [self._either() if rng.random() < 0.55 else self._leaf(self._brand())]
        parts += [self._context() for _ in range(rng.choice([0, 0, 1, 1, 2]))]
        if rng.random() < 0.22:
            parts.append("-" + self._leaf(self._picked(self._words, self._word_sums)))
        if rng.random() < 0.17:
            author = f"author:{self._handle()}"
            parts.append(rng.choice(["lang:sv", "lang:en", "source:rss", "source:bluesky", author]))
        return " ".join(parts)

    def _either(self) -> str:
        return f"({' OR '.join(self._leaf(self._brand()) for _ in range(self._rng.randint(2, 4)))})"

    def _leaf(self, word: str) -> str:
        chance = self._rng.random()
        if chance < 0.05:
            return f"#{word}"
        if chance < 0.08:
            return f"@{word.translate(_ASCII)}{self._rng.choice(['', '.se'])}"
        if chance < 0.12 and len(word) > 3:
            return word[: self._rng.randint(3, len(word))] + "*"
        if chance < 0.2:
            return f'"{word} {self._picked(self._words, self._word_sums)}"'
        return word

    def _context(self) -> str:
        rng = self._rng
        if rng.random() < 0.06:
            return f"{self._brand()} NEAR/{rng.randint(2, 8)} {self._word()}"
        if rng.random() < 0.15:
            return f'"{self._word()} {self._word()}"'
        if rng.random() < 0.5:
            return f"({' OR '.join(self._word() for _ in range(rng.randint(2, 4)))})"
        return self._word()
