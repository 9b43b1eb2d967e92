"""The documents that the conformance table (conformance_cases.py) is asked about, and plain Python that finds in them what a query has to find."""
import datetime
import math
import re

UTC = datetime.timezone.utc

DOCUMENTS = {
    "a1": {"title": "Ferry strike halts harbour traffic", "body": "The ferry company and the union met in Oslo. Harbour traffic stopped at noon.", "published": "2024-01-15T08:00:00Z",
           "source": "Coast Courier", "authors": ["Mara Ellinghaus"], "section": "transport", "tags": ["strike", "sea"], "language": "en", "desk": {"edition": 1, "notes": ["ünïcode ✓", None, 1.5]}},
    "a2": {"title": "Harbour reopens after ferry strike", "body": "The strike ended when the union took the offer.", "published": "2024-01-18T10:30:00Z",
           "source": "Coast Courier", "authors": ["Tobias Renn", "Mara Ellinghaus"], "section": "transport", "tags": ["strike"], "language": "en", "desk": {"edition": 2}},
    "a3": {"title": "Flood warning for the river valley", "body": "Heavy rain is coming. The river may flood the old stone bridge.", "published": "2024-02-02T05:00:00Z",
           "source": "Valley Herald", "authors": ["Ines Calloway"], "section": "weather", "tags": ["flood"], "language": "en", "desk": {"edition": 1}},
    "a4": {"title": "Stone bridge shut by flood", "body": "The old bridge is shut. Lorries take the road north.", "published": "2024-02-03T06:15:00Z",
           "source": "Valley Herald", "authors": ["Ines Calloway"], "section": "weather", "tags": ["flood", "bridge"], "language": "en", "desk": {"edition": 1}},
    # On the 21st of February by UTC.
    "a5": {"title": "Council looks at museum budget", "body": "The budget gives the museum a new roof.", "published": "2024-02-20T23:30:00-02:00",
           "source": "Evening Ledger", "authors": ["Samuel Okoro"], "section": "culture", "tags": ["council"], "language": "en", "desk": {"edition": 3}},
    "a6": {"title": "Museum roof leaks again", "body": "Rain came through the museum roof on Friday.", "published": "2024-03-01T00:00:00Z",
           "source": "Evening Ledger", "section": "culture", "language": "en", "desk": {"edition": 3}},
    "a7": {"title": "Orchard owners fear late frost", "body": "Frost may harm the blossom in every orchard north of the river.", "published": "2024-03-31T23:59:59Z",
           "source": "Valley Herald", "authors": ["Petr Havlicek"], "section": "business", "tags": ["frost"], "language": "en", "desk": {"edition": 2}},
    "a8": {"title": "Vote count is late", "body": "The count of the vote in Oslo will take another week.", "published": "2023-12-31T23:00:00Z",
           "source": "Northern Dispatch", "authors": ["Oona Brandt"], "section": "politics", "tags": ["council"], "language": "en", "desk": {"edition": 1}},
    "a9": {"title": "Railway budget doubles", "body": "The railway gets a larger budget than the ferry.", "published": "2023-10-05",
           "source": "Northern Dispatch", "authors": ["Oona Brandt", "Tobias Renn"], "section": "politics", "tags": ["council", "railway"], "language": "en", "desk": {"edition": 2}},
    "a10": {"title": "Night ferry is back", "body": "The night ferry sails in summer.", "published": "2024-04-10T05:00:00Z",
            "source": "Coast Courier", "authors": ["Mara Ellinghaus"], "section": "transport", "tags": ["sea"], "language": "en", "desk": {"edition": 1}},
    # Without a date.
    "a11": {"title": "A word on wheat", "body": "Wheat is stored in the old harbour mill.", "source": "Valley Herald", "authors": ["Petr Havlicek"], "section": "business", "language": "en",
            "desk": {"edition": 2}},
    # As a log shipper has it.
    "a12": {"message": "wheat quay gate opened by guard", "@timestamp": "2024-05-05T05:05:05Z", "host": {"name": "quay-1", "up": True, "load": 0.25}},
}
ALL = list(DOCUMENTS)


def words(text):
    return re.findall(r"\w+", text.lower())


def title(id):
    return words(DOCUMENTS[id].get("title", ""))


def body(id):
    return words(DOCUMENTS[id].get("body", DOCUMENTS[id].get("message", "")))


def length(id):
    """Words as the ranking counts them: one of the title three times."""
    return 3 * len(title(id)) + len(body(id))


def value(id, key):
    return DOCUMENTS[id].get(key)


def moment(id):
    """Milliseconds since 1970, or None."""
    text = DOCUMENTS[id].get("published", DOCUMENTS[id].get("@timestamp"))
    if text is None:
        return None
    when = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1000)


def millis(text):
    return round(datetime.datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def those(fits):
    """Ids of the documents for which the function of an id is true, in no order."""
    return sorted(id for id in ALL if fits(id))


def dated(fits):
    """As those(), of the milliseconds of the dated."""
    return those(lambda id: moment(id) is not None and fits(moment(id)))


def within(start, end):
    """Published in [start, end), days or moments in UTC."""
    return dated(lambda when: millis(start) <= when < millis(end))


def has_phrase(some_words, phrase, slop=0):
    wanted = words(phrase)
    return any(some_words[at:at + len(wanted)] == wanted for at in range(len(some_words)))


def decay(kind, id, origin, scale, offset=0, half=0.5):
    """Elasticsearch's decay functions (function_score), in milliseconds; a document without the field has 1."""
    if moment(id) is None:
        return 1.0
    far = max(0, abs(moment(id) - origin) - offset)
    if kind == "gauss":
        return math.exp(far ** 2 * math.log(half) / scale ** 2)
    if kind == "exp":
        return math.exp(math.log(half) / scale * far)
    reach = scale / (1 - half)
    return max(0.0, (reach - far) / reach)


def tally(key, ids=ALL):
    """Counts of a field's values, as a terms aggregation orders them."""
    counts = {}
    for id in ids:
        found = value(id, key)
        for one in set(found if isinstance(found, list) else [found] if found is not None else []):
            counts[one] = counts.get(one, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def newest_first(ids=ALL):
    """Undated documents are last."""
    return sorted((id for id in ids if moment(id) is not None), key=moment, reverse=True) + [id for id in ids if moment(id) is None]
