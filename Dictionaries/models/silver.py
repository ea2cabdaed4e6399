#!/usr/bin/env python3
"""Makes text that is cut into words of what two teachers say of the same lines.

silver.py CUT.seg TAGGED.jsonl WORDS.tsv… > OUT.seg: CUT has white space between words; TAGGED has an object a line, its `text` and `tokens` of
[start, end, tag]; WORDS are of the lexicon. Lines where a word of one crosses a word of the other are left out, and two things are made whole: the
persons that TAGGED knows, and terms of twice two characters that TAGGED has whole as nouns and the lexicon counts often (高速公路).
"""

import json
import re
import sys

OFTEN = 60
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


def frequent(paths):
    """The words of four characters that the lexicon counts often enough."""
    words = set()
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if len(fields[0]) == 4 and fields[1:] and fields[1].isdigit() and int(fields[1]) >= OFTEN:
                    words.add(fields[0])
    return words


def main(cut, tags, lexicon):
    known = {}
    terms = frequent(lexicon)
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
            for start, end, tag in theirs:
                parts = [at - start for at in range(start, end + 1) if at in ours]
                if tag in ("n", "nz") and parts == [0, 2, 4] and text[start:end] in terms:
                    ours.discard(start + 2)
            for start, end in zip(sorted(ours), sorted(ours)[1:]):
                word = text[start:end]
                # 多 counts nothing by itself: 20 多.
                if len(word) > 1 and word[-1] in "多余餘" and NUMERAL.fullmatch(word[:-1]):
                    word = f"{word[:-1]} {word[-1]}"
                sys.stdout.write(word + " ")
            sys.stdout.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
