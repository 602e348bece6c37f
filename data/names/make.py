#!/usr/bin/env python3
"""Write given.txt: common given names of the world, lower case, sorted, with and without accents.

Sources and licences: LICENSES.md beside this file. Run it with the packages unpacked:
    pip download --no-deps faker==40.54.0 names==0.3.0   (unpack both into one folder)
    python3 make.py FOLDER > given.txt
"""
import importlib, os, re, sys, unicodedata
from pathlib import Path

folder, here = Path(sys.argv[1]), Path(__file__).parent
sys.path.insert(0, str(folder))
# Given names of a census that are far more often words of news: a name here is told by its place in the sentence alone.
words = set((here / "not_given.txt").read_text(encoding="utf-8").split())
found = set()


def plain(word):
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def add(name):
    for part in re.split(r"[\s\-]+", unicodedata.normalize("NFC", name.strip().lower())):
        part = part.strip("'’.")
        if len(part) > 2 and part.isalpha() and all("LATIN" in unicodedata.name(c, "") for c in part) and part not in words:
            found.update((part, plain(part)))


def leaves(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value  # name -> weight
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from leaves(inner)


base = folder / "faker/providers/person"
for locale in sorted(os.listdir(base)):
    if (base / locale / "__init__.py").exists():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for key in dir(provider):
            if re.match(r"first_names?($|_)", key) or key.startswith("first_romanized"):
                for name in leaves(getattr(provider, key)):
                    add(name)
for table in folder.glob("**/dist.*male.first"):
    for line in table.read_text().splitlines():
        add(line.split()[0])
for name in (here / "more_given.txt").read_text(encoding="utf-8").split():
    add(name)
print("\n".join(sorted(found)))
