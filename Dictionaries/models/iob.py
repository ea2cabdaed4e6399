#!/usr/bin/env python3
"""Writes sentences whose names are marked as IOB2, a character a line, for `hanflow train names`.

    iob.py marked.jsonl[.xz] [EVERY] > marked.iob

Each line of the input has `text` and either `entities` (start, end, label or coarse: PER, LOC, ORG) or LAC's `tokens` ([start, end, tag]).
With EVERY, only each so-manieth line is taken. White space is left out.
"""
import json
import lzma
import sys

KINDS = ("PER", "LOC", "ORG")


def spans(item):
    if "tokens" in item:
        return [tuple(token) for token in item["tokens"]]
    return [(e["start"], e["end"], e.get("coarse") or e["label"]) for e in item["entities"]]


def main(path, every):
    lines = lzma.open(path, "rt", encoding="utf8") if path.endswith(".xz") else open(path, encoding="utf8")
    for number, line in enumerate(lines):
        if number % every:
            continue
        item = json.loads(line)
        text = item["text"]
        labels = ["O"] * len(text)
        for start, end, kind in spans(item):
            while start < end and text[start].isspace():
                start += 1
            if kind not in KINDS or any(label != "O" for label in labels[start:end]):
                continue
            labels[start:end] = [("I-" if at else "B-") + kind for at in range(end - start)]
        for character, label in zip(text, labels):
            if not character.isspace():
                print(f"{character}\t{label}")
        print()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
