#!/usr/bin/env python3
"""The Python peers beside exode on one sample: every round goes through all of them in turn, processor time of this thread.

usage: peers.py BENCH_BINARY [--bytes N] [--rounds N] [--out FILE.json]
BENCH_BINARY is exode-bench: it makes the sample and reads it in the same rounds. Peers that cannot be loaded are told and left out.
"""
import argparse
import json
import statistics
import subprocess
import time


def recognizers(texts):
    """Numbers, dates, dimensions of Recognizers-Text; returns (name, what it does, function) rows."""
    from recognizers_date_time import DateTimeRecognizer
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    cultures = {"fr": "fr-fr", "en": "en-us"}

    def models(culture):
        number, unit = NumberRecognizer(culture), NumberWithUnitRecognizer(culture)
        makers = [number.get_number_model, number.get_percentage_model, unit.get_dimension_model, unit.get_age_model,
                  DateTimeRecognizer(culture).get_datetime_model]
        out = []
        for make in makers:
            try:
                out.append(make())
            except Exception:  # a language may lack a model
                pass
        return out

    all_models = {lang: models(culture) for lang, culture in cultures.items()}
    number = {lang: [m[0]] for lang, m in all_models.items()}

    def run(by_lang):
        found = 0
        for lang, text in texts:
            for paragraph in filter(None, text.split("\n\n")):
                for model in by_lang[lang]:
                    found += len(model.parse(paragraph))
        return found

    return [
        ("Recognizers-Text, numbers", "numbers, language given", lambda: run(number)),
        ("Recognizers-Text, all", "numbers, per cent, dimensions, ages, dates; language given", lambda: run(all_models)),
    ]


def spacy_small(texts):
    """The small French pipeline, on the French part."""
    import spacy

    nlp = spacy.load("fr_core_news_sm")
    french = [text for lang, text in texts if lang == "fr"]
    return [("spaCy fr_core_news_sm", "tags, parse, names; no claim, no value; French part only",
             lambda: sum(len(nlp(text).ents) for text in french))]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("bench")
    args.add_argument("--bytes", type=int, default=60_000)
    args.add_argument("--rounds", type=int, default=3)
    args.add_argument("--out")
    args = args.parse_args()

    sample = subprocess.run([args.bench, "text", "dense", "--bytes", str(args.bytes)], check=True, capture_output=True, text=True)
    rows = [json.loads(line) for line in sample.stdout.splitlines()]
    texts = [(row["lang"], row["text"]) for row in rows]
    size = sum(len(text.encode()) for _, text in texts)
    french = sum(len(text.encode()) for lang, text in texts if lang == "fr")

    peers, missing = [], []
    for load in (recognizers, spacy_small):
        try:
            peers += load(texts)
        except Exception as error:
            missing.append({"peer": load.__name__, "why": f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"})

    def exode():
        out = subprocess.run([args.bench, "once", "dense", "--bytes", str(args.bytes)], check=True, capture_output=True, text=True)
        told = json.loads(out.stdout)
        return told["found"], told["bytes"] / 1e6 / told["cpu"]

    speeds = {"exode, 1 thread": []}
    found = {}
    for number in range(args.rounds + 1):  # the first round warms up
        for name, does, run in [("exode, 1 thread", "whole claims, from bytes", None)] + peers:
            if run is None:
                found[name], speed = exode()
            else:
                start = time.thread_time()
                found[name] = run()
                bytes_read = french if name.startswith("spaCy") else size
                speed = bytes_read / 1e6 / (time.thread_time() - start)
            if number:
                speeds.setdefault(name, []).append(speed)

    out = {"bytes": size, "missing": missing, "rows": []}
    print("| reader | what it does | MB/s median | min to max | of exode, 1 thread |")
    print("|---|---|---|---|---|")
    for name, does, _ in [("exode, 1 thread", "whole claims, from bytes", None)] + peers:
        mine = speeds[name]
        ratio = statistics.median(a / b for a, b in zip(mine, speeds["exode, 1 thread"]))
        median = statistics.median(mine)
        digits = 2 if median >= 1 else 5
        print(f"| {name} | {does} | {median:.{digits}f} | {min(mine):.{digits}f} to {max(mine):.{digits}f} | {ratio:.5f} |")
        out["rows"].append({"reader": name, "does": does, "found": found[name], "megabytes_per_second": mine, "of_exode": ratio})
    for gone in missing:
        print(f"\nNot run: {gone['peer']} ({gone['why']})")
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            json.dump(out, file, indent=1)


if __name__ == "__main__":
    main()
