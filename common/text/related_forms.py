#!/usr/bin/python3
"""Makes related_forms.inc: which English stems are of one family though the stemmer keeps them apart.

    common/text/related_forms.py DATABASE... > common/text/related_forms.inc

Candidates come from WordNet 3.0 (Debian's wordnet-base): derivationally related forms and pertainyms, irregular inflections, and two spellings of one word, each of one first letter. The
articles of the DATABASEs (made by dateline-index) speak against some: those of which neither word is used in news, those that many articles have, and derived
forms that should meet in an article by chance and do not do so at least e times as often. Needs python3-xapian. The card, with scores: docs/models/related-forms.md."""
import collections
import glob
import math
import re
import sys

import xapian

WORDNET = "/usr/share/wordnet/"
USED = 2         # articles that have a word that is used in news
LEAST_RATIO = math.e  # of articles with both to those expected by chance
COMMON = 0.2     # share of the articles from which on a word says so little that it needs no other forms
SPELLINGS = [("our", "or"), ("is", "iz"), ("re", "er"), ("enc", "ens"), ("ae", "e"), ("oe", "e"), ("ll", "l"), ("ogue", "og"), ("mm", "m"), ("ys", "yz")]


def synsets():
    """{(part of speech, offset): (words, pointers)}; wndb(5) has the format."""
    found = {}
    for part, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
        for line in open(WORDNET + "data." + name):
            if line.startswith("  "):
                continue
            fields = line.split("|")[0].split()
            words = [re.sub(r"\(.*\)", "", fields[4 + 2 * i]).lower() for i in range(int(fields[3], 16))]
            at = 4 + 2 * len(words)
            pointers = []
            for i in range(int(fields[at])):
                symbol, offset, target_part, ends = fields[at + 1 + 4 * i:at + 5 + 4 * i]
                pointers.append((symbol, target_part, offset, int(ends[:2], 16), int(ends[2:], 16)))
            found[part, fields[0]] = words, pointers
    return found


def derived(all_synsets):
    for words, pointers in all_synsets.values():
        for symbol, part, offset, source, target in pointers:
            if symbol in "+\\" and source and target:
                yield words[source - 1], all_synsets["a" if part == "s" else part, offset][0][target - 1]


def inflected():
    for name in ("noun", "verb"):
        for line in open(f"{WORDNET}{name}.exc"):
            form, *bases = line.split()
            for base in bases:
                yield form, base


def spelled(all_synsets):
    def other_spellings(word):
        for one, other in SPELLINGS + [(b, a) for a, b in SPELLINGS]:
            for match in re.finditer(one, word):
                yield word[:match.start()] + other + word[match.end():]
    for words, _ in all_synsets.values():
        for word in words:
            for other in other_spellings(word):
                if other in words and other != word:
                    yield word, other


def main():
    stemmer = xapian.Stem("en")
    databases = [xapian.Database(sorted(glob.glob(path + "/gen-*"))[-1]) for path in sys.argv[1:]]
    articles = sum(database.get_doccount() for database in databases)

    def stem(word):
        return stemmer(word).decode() if re.fullmatch("[a-z]{2,}", word) else ""

    all_synsets = synsets()
    pairs = collections.defaultdict(bool)  # whether chance has a say
    for source, by_chance in ((derived(all_synsets), True), (inflected(), False), (spelled(all_synsets), False)):
        for one, other in source:
            a, b = sorted((stem(one), stem(other)))
            if a and a != b and a[0] == b[0]:
                pairs[a, b] = pairs.get((a, b), True) and by_chance
    postings = {word: {(i, posting.docid) for i, database in enumerate(databases) for posting in database.postlist(word)} for word in {word for pair in pairs for word in pair}}
    families = collections.defaultdict(set)
    for (a, b), by_chance in pairs.items():
        expected = len(postings[a]) * len(postings[b]) / articles
        together = len(postings[a] & postings[b])
        is_used = max(len(postings[a]), len(postings[b])) >= USED and len(postings[a] | postings[b]) <= COMMON * articles
        if is_used and not (by_chance and expected >= 1 and together < LEAST_RATIO * expected):
            families[a].add(b)
            families[b].add(a)
    print("// Made by related_forms.py from WordNet 3.0, and articles that speak against some of its pairs. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.")
    print("// Its licence, which goes with every copy: docs/models/related-forms.md.")
    for word in sorted(families):
        print(f'"{word} {" ".join(sorted(families[word]))}\\n"')


main()
