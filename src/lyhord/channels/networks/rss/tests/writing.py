"""Feeds as their publishers write them."""

from html import escape


def rss(
    *items: str, head: str = "<title>Svensk Kaffetidning</title><link>https://kaffe.example/</link>"
) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


def item(
    title: str = "", *, guid: str = "", link: str = "", text: str = "", date: str = "", more: str = ""
) -> str:
    parts = {"title": title, "guid": guid, "link": link, "description": text, "pubDate": date}
    return "<item>" + "".join(f"<{n}>{escape(v)}</{n}>" for n, v in parts.items() if v) + more + "</item>"
