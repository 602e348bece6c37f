//! Help texts.

/// The help of one command, the overview for any other word.
pub(crate) fn topic(command: &str) -> &'static str {
    match command {
        "read" => READ,
        "brief" => BRIEF,
        "explain" => EXPLAIN,
        "add" => ADD,
        "list" => LIST,
        "review" => REVIEW,
        "check" => CHECK,
        "export" => EXPORT,
        _ => OVERVIEW,
    }
}

const OVERVIEW: &str = "\
exode reads figures about people on the move out of reports in French and English, offline.

  exode read PATH...              every figure with its source, as a table
  exode read --json PATH...       the same, one claim a line
  exode read --findings PATH...   what could not be read safely, and what would settle it
  exode brief PATH... -o OUT.html one page: what is claimed, where the figures agree and contradict
  exode add PATH...               the same reports into a ledger, to be kept, searched and reviewed
  exode list [WORD...]            claims of the ledger, filtered and searched
  exode review [CLAIM ACTION]     accept, correct, reject, merge, split or comment a claim
  exode export --as FORMAT        CSV, JSON Lines, XLSX, GeoJSON, HXL, HELIX, Montandon, PROV or citations, each with a data card
  exode check [PATH...]           figures that do not add up, with the arithmetic
  exode explain CLAIM PATH...     the patterns and words that made a claim
  exode explain 'TEXT'            the same for a sentence
  exode schema                    the JSON Schema of a claim

PATH is a file, a folder, or - for standard input. Text, Markdown and HTML are read, and JSON Lines with one report a line.
A file NAME.json beside NAME.txt may give: published, lang, title, publisher, url.
Exit status: 0 fine, 1 `check` found something, 2 failed. Names of private persons are masked in everything exode prints.
`exode help COMMAND` tells more.
";

const READ: &str = "\
exode read [--json | --findings] [--jsonl] [--lang-dir DIR] PATH...

  --json           one claim a line as JSON (see `exode schema`); with --findings, one finding a line
  --findings       what could not be read safely, and what would settle it, instead of claims
  --jsonl          read standard input or PATH as JSON Lines: {\"text\", \"id\", \"published\", \"lang\", ...} a line
  --lang-dir DIR   words from DIR/fr/*.toml and DIR/en/*.toml instead of the built-in ones
  --color WHEN     auto (default), always, never

Examples:
  exode read cases/russia-2022
  exode read --json reports/ > claims.jsonl
  curl -s https://example.org/article | exode read -
  exode read --json --jsonl archive.jsonl | grep verkhni-lars
";

const BRIEF: &str = "\
exode brief [PATH... | --ledger FILE] [-o OUT.html] [--title TITLE] [--as-of DATE]

  -o, --output OUT   the page to write (default: briefing.html)
  --title TITLE      the page's title (default: from the folder's name)
  --as-of DATE       leave out reports published after DATE (YYYY-MM-DD)
  --ledger FILE      what a ledger holds, as reviewed, instead of PATH
  --lang-dir DIR     words from DIR instead of the built-in ones
  --color WHEN       auto (default), always, never

Without PATH and ledger the example case cases/russia-2022 is used. The page is one file that needs no network.

Examples:
  exode brief
  exode brief --ledger lars.exode -o monday.html
  exode brief reports/ -o monday.html --title 'Lars, 26 September'
";

const EXPLAIN: &str = "\
exode explain CLAIM-ID PATH...
exode explain 'TEXT' [--lang fr|en] [--date YYYY-MM-DD]

Prints, pattern by pattern, what was read and the lexicon entries (file:line) it rests on.

Examples:
  exode explain 3f1c2a9be0d47c55 cases/russia-2022
  exode explain 'Près de 20 km de bouchon à la frontière géorgienne lundi, selon Maxar.' --date 2022-09-27
";

const ADD: &str = "\
exode add [--ledger FILE] [--jsonl] [--json] [--reread] PATH...

  --ledger FILE    the ledger (default: ledger.exode), made where there is none
  --jsonl          read standard input or PATH as JSON Lines, one report a line
  --json           one line a report as soon as it cannot be lost any more: {\"report\", \"state\": \"new\" | \"known\" | \"changed\"}
  --reread         read again what an older exode read; reviews stay
  --lang-dir DIR   words from DIR instead of the built-in ones

A report added twice changes nothing. A changed text of a report (same address; without one, same file) is a new version of it, and
the figures that changed are told. Nothing in a ledger is overwritten. A stop at any moment loses nothing that was told as added.
The ledger is one SQLite file and holds the full texts: keep it as confidential as they are.

Examples:
  exode add reports/
  exode add --ledger lars.exode --jsonl archive.jsonl
  exode brief --ledger lars.exode -o monday.html
";

const LIST: &str = "\
exode list [--ledger FILE] [--measure M] [--place P] [--since DATE] [--until DATE] [--limit N] [--json] [WORD...]

  WORD...          words in the sentence, its places, source or outlet; accents do not matter, a word may end in *
  --measure M      crossed_in, left, queue_length, wait ...
  --place P        id or English name of a place: GE, Georgia, verkhni-lars
  --since, --until DATE   days the figure speaks of (YYYY-MM-DD)
  --limit N        at most N claims (default 50), those added last first; --before ROW goes on
  --json           one claim a line, with its review
  --ledger FILE    the ledger (default: ledger.exode)

Examples:
  exode list georgie
  exode list --measure wait --place Georgia --since 2022-09-25
";

const REVIEW: &str = "\
exode review [--ledger FILE] [--by NAME] [--why TEXT] [CLAIM [ACTION]]

Without CLAIM: goes through the claims nobody looked at and asks. With a CLAIM alone: its history.

  accept                        right as it reads
  reject                        no claim, or not to be used; it stays in the history
  correct FIELD=VALUE...        figure, unit, measure, rate, origin, destination, crossing, place, time, source, hedged, modality;
                                an empty VALUE says that the text leaves it open; figures read '8314', '>16', '<=20', '~40000', '40..50'
  merge OTHER | split OTHER     tells the same statement as that claim, or another one
  role recommended|triangulation|none
  mark public|restricted|confidential
  reopen                        to be looked at again
  comment TEXT

  --by NAME        who reviews (or the variable EXODE_REVIEWER); stays in the ledger, no export carries it
  --why TEXT       why; private names in it are masked
  --ledger FILE    the ledger (default: ledger.exode)

Examples:
  exode review --by ana
  exode review --by ana 3f1c2a9be0d47c55 accept
  exode review --by ana 3f1c2a9be0d47c55 correct measure=crossed_in 'source=Finnish Border Guard' --why 'see the tweet'
";

const CHECK: &str = "\
exode check [PATH... | --ledger FILE] [--least SEVERITY] [--json]

What does not add up, gravest first, each with one sentence of arithmetic and the claims it rests on: sides that contradict each other,
denials, one source quoted with two figures, totals that fall, rates and days against totals, directions swapped, changes that do not
fit their levels, parts that exceed their whole, circular sourcing, hedges lost on the way, copies of a report that differ in a figure.

  --ledger FILE       the ledger, as reviewed (default, where no PATH is given: ledger.exode)
  --least SEVERITY    contradiction, warning or note (default): leave out what weighs less
  --json              one finding a line

Exit status: 0 nothing found, 1 something found, 2 failed.

Examples:
  exode check cases/russia-2022
  exode check --ledger lars.exode --least warning
";

const EXPORT: &str = "\
exode export --as FORMAT [-o FILE] [--ledger FILE | PATH...] [--title T] [--event E] [--contact C] [--for-partners]

  --as FORMAT      csv, jsonl, xlsx, geojson, hxl, helix, montandon, prov, citations
  -o, --output     the file to write (default: claims.csv, helix.xlsx ...), - for standard output
  --ledger FILE    the ledger, as reviewed (default, where no PATH is given: ledger.exode)
  --title TITLE    what it is about (default: from the ledger's name)
  --event EVENT    the event all of it belongs to, for HELIX and Montandon
  --contact WHO    whom to tell about errors: an office or an address of your organisation
  --for-partners   with claims marked restricted; never with confidential ones

Every export has a data card: sources, dates, what was left out and why, caveats, sensitivity, licence. For CSV and HXL it is a file
beside it. Reviewed values win and are marked. Counts under 10 and households are told without a place finer than a country.

Examples:
  exode export --as csv -o claims.csv
  exode export --as helix --ledger lars.exode --event 'Russia: mobilisation, September 2022' -o helix.xlsx
  exode export --as geojson cases/russia-2022 -o - | jq .features[0]
";
