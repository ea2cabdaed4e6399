#!/usr/bin/env python3
"""Counts what a tagger calls words: seen.py TAGGED.jsonl… > OUT.tsv

TAGGED has an object a line, its `text` and `tokens` of [start, end, tag]. Words with white space in them, and those seen once, are left out.
"""

import collections
import json
import sys

counts = collections.Counter()
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            for start, end, tag in entry["tokens"]:
                counts[entry["text"][start:end], tag] += 1
print("word\ttag\tcount")
for (word, tag), count in sorted(counts.items()):
    if count > 1 and not any(character.isspace() or character == '"' for character in word):
        print(f"{word}\t{tag}\t{count}")
