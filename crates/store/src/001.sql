-- Schema 1. History tables are append-only: triggers refuse UPDATE and DELETE. `current`, `mention` and `search` are derived and can be rebuilt.

-- A report through all its versions.
CREATE TABLE report (
    id      INTEGER PRIMARY KEY,
    added   TEXT NOT NULL               -- RFC 3339, UTC
) STRICT;

-- By what a report is known again: its address, a hash of where it lay.
CREATE TABLE known (
    key     TEXT PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES report (id)
) STRICT, WITHOUT ROWID;

-- One text of a report. The body is the unmodified input and never leaves this file.
CREATE TABLE version (
    id      INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES report (id),
    hash    TEXT NOT NULL,              -- SHA-256 of input and sidecar, hexadecimal; a text may come back after another one
    place   TEXT NOT NULL,              -- a key of `known`: where it lay
    added   TEXT NOT NULL,              -- RFC 3339, UTC
    name    TEXT NOT NULL,              -- the file's stem or the line's id
    format  TEXT NOT NULL,
    body    BLOB NOT NULL,
    sidecar BLOB
) STRICT;
CREATE INDEX version_report ON version (report);
CREATE INDEX version_hash ON version (hash);
CREATE INDEX version_place ON version (place);

-- One reading of a version by one reader.
CREATE TABLE reading (
    id        INTEGER PRIMARY KEY,
    version   INTEGER NOT NULL REFERENCES version (id),
    reader    TEXT NOT NULL,            -- the reader: its version and a hash of its code, words and places
    at        TEXT NOT NULL,            -- RFC 3339, UTC
    lang      TEXT NOT NULL,            -- ISO 639-1, "und" where not read
    title     TEXT,                     -- private names masked
    publisher TEXT,
    url       TEXT,
    published TEXT,                     -- ISO date
    sketch    BLOB                      -- what near-duplicates are found by
) STRICT;
CREATE INDEX reading_version ON reading (version);

CREATE TABLE place (
    id   TEXT PRIMARY KEY,              -- ISO 3166-1 alpha-2, or an id of the gazetteer
    name TEXT NOT NULL                  -- in English
) STRICT, WITHOUT ROWID;

-- Who states or relays a figure: an institution, an office with its holder, or a kind of unnamed speaker.
CREATE TABLE source (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,               -- institution, office, witness, unnamed, observation, press
    label  TEXT NOT NULL,
    holder TEXT NOT NULL DEFAULT '',    -- of a public office; else empty
    UNIQUE (kind, label, holder)
) STRICT;

CREATE TABLE claim (
    row            INTEGER PRIMARY KEY,
    reading        INTEGER NOT NULL REFERENCES reading (id),
    id             INTEGER NOT NULL,    -- hash of text and span; shown as printf('%016x', id)
    quote          TEXT NOT NULL,
    offset         INTEGER NOT NULL,    -- bytes into version.body
    nth            INTEGER NOT NULL,
    low            REAL,
    high           REAL,
    quantifier     TEXT NOT NULL,
    unit           TEXT NOT NULL,
    measure        TEXT NOT NULL,
    rate           TEXT,
    origin         TEXT REFERENCES place (id),
    destination    TEXT REFERENCES place (id),
    crossing       TEXT REFERENCES place (id),
    place          TEXT REFERENCES place (id),
    time_start     TEXT,
    time_end       TEXT,
    source         INTEGER REFERENCES source (id),
    relay          TEXT,                -- ids of source, nearest to the source first, as a JSON array
    hedged         INTEGER NOT NULL,
    modality       TEXT NOT NULL,
    vague          INTEGER NOT NULL,
    sentence       TEXT NOT NULL,       -- private names masked
    mark_start     INTEGER NOT NULL,    -- the quote in `sentence`
    mark_end       INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,    -- the sentence in version.body
    sentence_end   INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_reading ON claim (reading);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_measure ON claim (measure);
CREATE INDEX claim_days ON claim (coalesce(time_end, time_start), coalesce(time_start, time_end));

-- What could not be read safely.
CREATE TABLE finding (
    reading INTEGER NOT NULL REFERENCES reading (id),
    code    TEXT NOT NULL,
    offset  INTEGER NOT NULL,
    quote   TEXT NOT NULL               -- private names masked
) STRICT;
CREATE INDEX finding_reading ON finding (reading);

-- What reviewers decided, oldest first.
CREATE TABLE review (
    id     INTEGER PRIMARY KEY,
    claim  INTEGER NOT NULL,            -- claim.id
    action TEXT NOT NULL,               -- JSON
    by     TEXT NOT NULL,
    at     TEXT NOT NULL,               -- RFC 3339, UTC
    why    TEXT NOT NULL
) STRICT;
CREATE INDEX review_claim ON review (claim);

-- The same claim in a newer version or reading. Reviews of `before` hold for `after` where it is kept; where it reads otherwise only its
-- sensitivity and comments do.
CREATE TABLE carried (
    before  INTEGER NOT NULL,           -- claim.id
    after   INTEGER NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (id),
    kept    INTEGER NOT NULL,           -- 1: every field reads as before
    PRIMARY KEY (after, before, reading)
) STRICT, WITHOUT ROWID;
CREATE INDEX carried_before ON carried (before, reading);

-- Derived: the newest reading of the newest version of each report.
CREATE TABLE current (
    report  INTEGER PRIMARY KEY REFERENCES report (id),
    reading INTEGER NOT NULL UNIQUE REFERENCES reading (id)
) STRICT;

-- Derived: which claims name a place, as origin, destination, crossing or place.
CREATE TABLE mention (
    place TEXT NOT NULL REFERENCES place (id),
    row   INTEGER NOT NULL REFERENCES claim (row),
    PRIMARY KEY (place, row)
) STRICT, WITHOUT ROWID;

-- Derived: words of claims, accents ignored; rowid is claim.row. Only masked text goes in.
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', columnsize = 0, detail = 'full', tokenize = "unicode61 remove_diacritics 2");

-- For people and other tools: claims as last read, in words.
CREATE VIEW claims AS
SELECT printf('%016x', c.id) AS id, v.name AS report, r.published, r.publisher, r.url, c.quote, c.low, c.high, c.quantifier, c.unit,
       c.measure, c.rate, o.name AS origin, d.name AS destination, x.name AS crossing, p.name AS place, c.time_start, c.time_end,
       s.label AS source, s.holder AS source_holder, c.hedged, c.modality, c.vague, c.sentence
FROM current u
JOIN reading r ON r.id = u.reading
JOIN version v ON v.id = r.version
JOIN claim c ON c.reading = r.id
LEFT JOIN place o ON o.id = c.origin
LEFT JOIN place d ON d.id = c.destination
LEFT JOIN place x ON x.id = c.crossing
LEFT JOIN place p ON p.id = c.place
LEFT JOIN source s ON s.id = c.source;

-- `INSERT OR REPLACE` deletes without asking the DELETE triggers, so a key that is there is refused; where exode itself inserts what may be
-- there (`OR IGNORE`), nothing happens.
CREATE TRIGGER report_kept BEFORE UPDATE ON report BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER report_stays BEFORE DELETE ON report BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER report_once BEFORE INSERT ON report WHEN EXISTS (SELECT 1 FROM report WHERE id = NEW.id)
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER known_kept BEFORE UPDATE ON known BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER known_stays BEFORE DELETE ON known BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER known_once BEFORE INSERT ON known WHEN EXISTS (SELECT 1 FROM known WHERE key = NEW.key)
    BEGIN SELECT RAISE (IGNORE); END;
CREATE TRIGGER version_kept BEFORE UPDATE ON version BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER version_stays BEFORE DELETE ON version BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER version_once BEFORE INSERT ON version WHEN EXISTS (SELECT 1 FROM version WHERE id = NEW.id)
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER reading_once BEFORE INSERT ON reading WHEN EXISTS (SELECT 1 FROM reading WHERE id = NEW.id)
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER place_kept BEFORE UPDATE ON place BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER place_stays BEFORE DELETE ON place BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER place_once BEFORE INSERT ON place WHEN EXISTS (SELECT 1 FROM place WHERE id = NEW.id)
    BEGIN SELECT RAISE (IGNORE); END;
CREATE TRIGGER source_kept BEFORE UPDATE ON source BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER source_stays BEFORE DELETE ON source BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER source_once BEFORE INSERT ON source WHEN EXISTS (SELECT 1 FROM source WHERE id = NEW.id OR kind = NEW.kind AND label = NEW.label AND holder = NEW.holder)
    BEGIN SELECT RAISE (IGNORE); END;
CREATE TRIGGER claim_kept BEFORE UPDATE ON claim BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_stays BEFORE DELETE ON claim BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_once BEFORE INSERT ON claim WHEN EXISTS (SELECT 1 FROM claim WHERE row = NEW.row)
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER finding_kept BEFORE UPDATE ON finding BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER finding_stays BEFORE DELETE ON finding BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER finding_once BEFORE INSERT ON finding WHEN EXISTS (SELECT 1 FROM finding WHERE rowid = NEW.rowid)
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER review_kept BEFORE UPDATE ON review BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER review_stays BEFORE DELETE ON review BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER review_once BEFORE INSERT ON review WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id)
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER carried_kept BEFORE UPDATE ON carried BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER carried_stays BEFORE DELETE ON carried BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER carried_once BEFORE INSERT ON carried WHEN EXISTS (SELECT 1 FROM carried WHERE after = NEW.after AND before = NEW.before AND reading = NEW.reading)
    BEGIN SELECT RAISE (IGNORE); END;

PRAGMA application_id = 0x65786F64; -- "exod"
PRAGMA user_version = 1;
