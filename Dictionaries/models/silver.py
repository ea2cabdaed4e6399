#!/usr/bin/env python3
"""Makes text that is cut into words of what two teachers say of the same lines.

silver.py CUT.seg TAGGED.jsonl > OUT.seg: CUT has white space between words; TAGGED has an object a line, its `text` and `tokens` of [start, end, tag].
Lines where a word of one crosses a word of the other are left out, and the persons that TAGGED knows are made whole.
"""

import json
import re
import sys

NUMERAL = re.compile("[0-9.]+|[一二三四五六七八九十百千万亿萬億零]+")


def bare(text):
    return "".join(text.split())


def borders(words):
    places, at = [0], 0
    for word in words:
        at += len(word)
        places.append(at)
    return places


def tagged(entry):
    """The tokens of a line, counted without its white space."""
    places, at = [], 0
    for character in entry["text"]:
        places.append(at)
        at += not character.isspace()
    places.append(at)
    return [(places[start], places[end], tag) for start, end, tag in entry["tokens"]]


def main(cut, tags):
    known = {}
    with open(tags, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            known.setdefault(bare(entry["text"]), entry)
    with open(cut, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            text = "".join(words)
            if text not in known:
                continue
            ours = set(borders(words))
            theirs = tagged(known[text])
            if any(any(at in ours for at in range(start + 1, end)) and not (start in ours and end in ours) for start, end, tag in theirs if tag != "w"):
                continue
            for start, end, tag in theirs:
                if tag == "PER" and start in ours and end in ours and 2 <= end - start <= 4 and not set(text[start:end]) & set("·・"):
                    ours -= set(range(start + 1, end))
            for start, end in zip(sorted(ours), sorted(ours)[1:]):
                word = text[start:end]
                # 多 counts nothing by itself: 20 多.
                if len(word) > 1 and word[-1] in "多余餘" and NUMERAL.fullmatch(word[:-1]):
                    word = f"{word[:-1]} {word[-1]}"
                sys.stdout.write(word + " ")
            sys.stdout.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
