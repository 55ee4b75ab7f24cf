"""Every sentence the percolator can say to a person: code → English template.

The percolator knows no translation. Whoever shows a sentence translates the template found by
its ``code`` and fills in ``params``; ``str()`` gives the English one.
"""

ERRORS = {
    "too-long": "A query may have at most {limit} characters.",
    "too-deep": "Parentheses may stand at most {limit} deep.",
    "empty": "The query is empty.",
    "unclosed-quote": "This quotation mark is never closed.",
    "unclosed-parenthesis": "This parenthesis is never closed.",
    "unopened-parenthesis": "This parenthesis was never opened.",
    "empty-parentheses": "There is nothing inside these parentheses.",
    "empty-phrase": "There is no word between these quotation marks.",
    "leading-operator": "{operator} needs something before it.",
    "trailing-operator": "{operator} needs something after it.",
    "no-word": "“{text}” has no letters or digits to search for.",
    "link-as-word": 'Links are not searched as words: write site:example.com or url:"/part/of/it".',
    "star-too-early": "At least {limit} characters must stand before *.",
    "star-inside": "* can only stand at the end of a word.",
    "star-alone": "* must follow the beginning of a word.",
    "star-on-handle": "A handle is always whole: * cannot follow it.",
    "unknown-field": "There is no field “{field}”.",
    "unknown-field-did-you-mean": "There is no field “{field}”. Did you mean {suggestion}?",
    "missing-value": "{field}: needs a value directly after the colon.",
    "unknown-value": "{field}: cannot be “{value}”.",
    "bad-number": "“{text}” is not a whole number from {lowest} to {highest}.",
    "bad-site": "“{value}” is not the name of a site, such as svd.se.",
    "bad-near": "NEAR can only stand between words, phrases, hashtags, handles or OR-lists of these.",
    "near-chain": "NEAR joins two things: write (A NEAR/5 B) AND (B NEAR/5 C).",
    "nothing-required": "Something must be there: a query cannot consist of exclusions alone.",
    "unknown-list": "There is no list “{list}”.",
    "empty-list": "The list “{list}” is empty.",
    "bad-list-entry": "In the list “{list}”, the entry “{entry}”: {reason}",
    "list-in-list": "A list cannot use another list.",
    "list-too-large": "The lists of a query may have at most {limit} entries together.",
}

EXPECTED = {
    "": "",
    "quote": "a closing quotation mark",
    "parenthesis": "a closing parenthesis",
    "term": "a word, a phrase, or something in parentheses",
    "letters": "letters or digits",
    "number": "a whole number",
    "field": "one of {fields}",
    "value": "a value",
    "link-or-title-or-question": "link, title or question",
    "site": "the name of a site",
    "wanted": "something that must be there",
    "list": "the name of a list",
    "less": "less",
}

ADVICE = {
    "lower-case-operator": "“{word}” is searched as a word. The operator is written {operator}.",
    "foreign-operator": "“{word}” is searched as a word. The operator is {operator}.",
    "near-without-number": "“NEAR” is searched as a word. The operator says how near: NEAR/5.",
    "common-word": "“{word}” alone is in very many posts. Add something that must be there as well.",
    "broad-filter": "{part} alone lets very many posts through. Add a word that must be there as well.",
    "brand-without-handle": "{word} finds {word}, #{lower} and @{lower}, but not other handles or longer"
    " hashtags, such as @{lower}_sverige or #{lower}sverige. Add those you know.",
    "or-of-not": "{part} after OR lets almost every post through. Did you mean AND?",
    "never-with": "{part} and {other} can never both be true.",
    "never": "{part} can never match: {value} is no {field} there is.",
    "misspelt-field": "“{text}” is searched as words. A field is written {suggestion}.",
    "duplicate": "{part} is already there.",
}

EXPENSIVE = {
    "everything": "Nothing in this query is rare: every post must be looked at.",
    "common-beginning": "Very many words begin with {part}: write more of the word, or add a rarer one.",
    "common-field": "{part} is true of very many posts: add a word that must be there as well.",
    "common-part": "{part} is in very many posts: add something rarer that must be there as well.",
}
