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
        "trace" => TRACE,
        "series" => SERIES,
        "export" => EXPORT,
        "serve" => SERVE,
        "watch" => crate::watch::HELP,
        "case" => CASE,
        "predict" => PREDICT,
        "now" => NOW,
        "forecast" => FORECAST,
        "whatif" => WHAT_IF,
        "score" => SCORE,
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
  exode serve [LEDGER]            the ledger as live pages in a browser: look, search, review, bring in; and an API
  exode watch FEEDS.toml          the entries of RSS and Atom feeds you list, into a ledger, again and again
  exode check [PATH...]           figures that do not add up, with the arithmetic
  exode trace CLAIM               where a figure comes from: who told it first, who repeats it, which hedge was lost, its copies
  exode series                    one quantity through time, a line a statement
  exode explain CLAIM PATH...     the patterns and words that made a claim
  exode explain 'TEXT'            the same for a sentence
  exode schema                    the JSON Schema of a claim

One physical model of roads, crossings and queues, fitted to all claims; what it says is modelled, with intervals:

  exode case new --from RU --to GE,KZ   a first case file from the crossings of the gazetteer
  exode now --case CASE --reports PATH      queues, waits and flows by gate, and the claims that carry them
  exode forecast --days N ...               the same for the days to come
  exode whatif 'close PLACE DATE..DATE' ... beside the baseline
  exode predict --for FIGURES ...           quantiles of figures in claim form
  exode score CASE --truth FIGURES ...      how good that was, beside rules that need no model

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
exode brief [PATH... | --ledger FILE] [-o OUT.html] [--title TITLE] [--as-of DATE] [--case CASE.toml | --no-model]

  -o, --output OUT   the page to write (default: briefing.html)
  --title TITLE      the page's title (default: from the folder's name)
  --as-of DATE       leave out reports published after DATE (YYYY-MM-DD)
  --ledger FILE      what a ledger holds, as reviewed, instead of PATH
  --case CASE.toml   fit the case to the claims and add what is modelled: where things stand, curves, what cannot be true
                     together, a forecast, what-ifs; all of it marked, with its intervals, and warned of where the fit is bad
                     (default: the case.toml beside the reports or the ledger, where there is one)
  --no-model         only what is claimed, at once
  --days N           days of forecast (default 5)
  --what-if LEVER    a what-if as in `exode help whatif`, as often as wanted (default: three usual ones at the busiest border)
  --particles N      particles of each of the two runs of the fit (default 1024)
  --moves N          moves of each chain after each step towards the claims (default 256); longer chains find more
  --lang-dir DIR     words from DIR instead of the built-in ones
  --color WHEN       auto (default), always, never

Without PATH and ledger the example case cases/russia-2022 is used. The page is one file that needs no network.

Examples:
  exode brief
  exode brief --ledger lars.exode -o monday.html
  exode brief --case cases/russia-2022/case.toml --as-of 2022-09-27
  exode brief --no-model reports/
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
  --reread         read again what another exode, or other words, read; reviews stay
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
exode list [--ledger FILE] [--measure M] [--place P] [--since DATE] [--until DATE] [--state S] [--limit N] [--json] [WORD...]
exode list --findings [--ledger FILE] [--json]

  WORD...          words in the sentence, its places, source or outlet; accents do not matter, a word may end in *
  --measure M      crossed_in, left, queue_length, wait ...
  --place P        id or name of a place: GE, Georgia, Géorgie, verkhni-lars
  --since, --until DATE   days the figure speaks of (YYYY-MM-DD)
  --state S        not_started, in_progress, approved, re_requested or rejected
  --findings       what could not be read safely in the ledger's reports, and what would settle it, instead of claims
  --limit N        at most N claims (default 50), those added last first; --before ROW goes on
  --json           one claim a line, with its review
  --color WHEN     auto (default), always, never
  --ledger FILE    the ledger (default: ledger.exode)

Examples:
  exode list georgie
  exode list --measure wait --place Georgia --since 2022-09-25
  exode list --state in_progress
";

const REVIEW: &str = "\
exode review [--ledger FILE] [--by NAME] [--why TEXT] [CLAIM [ACTION]]

Without CLAIM: goes through the claims nobody looked at and asks. With a CLAIM alone: its history, also of one that is gone.

  accept                        right as it reads
  reject                        no claim, or not to be used; it stays in the history
  correct FIELD=VALUE...        figure, unit, measure, rate, origin, destination, crossing, place, time, source, relay, hedged,
                                modality;
                                an empty VALUE says that the text leaves it open; figures read '8314', '>16', '<=20', '~40000', 'nearly 20', '40..50';
                                relays are parted by ';', the nearest to the source first
  merge OTHER | split OTHER     tells the same statement as that claim, or another one
  unlike OTHER                  is not to be held against that claim: a part of it, other people, another moment
  role recommended|triangulation|none
  mark public|restricted|confidential
  reopen                        to be looked at again
  undo                          takes back your own latest decision on this claim; both stay in the history
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
exode check [PATH... | --ledger FILE] [--least SEVERITY] [--case CASE.toml] [--json]

What does not add up, gravest first, each with one sentence of arithmetic and the claims it rests on: sides that contradict each other,
denials, one source quoted with two figures, totals that fall, rates and days against totals, directions swapped, changes that do not
fit their levels, parts that exceed their whole, circular sourcing, hedges lost on the way, copies of a report that differ in a figure;
and the arithmetic of a border: vehicles against the length of their queue, a queue over its wait against what crosses in a day.

With a case (named, or a case.toml beside the reports or the ledger) the case is fitted to all claims, and each claim is held against
what all others make expect. What comes of that is marked as modelled, with its 50 % and 90 % intervals.

  --ledger FILE       the ledger, as reviewed (default, where no PATH is given: ledger.exode)
  --least SEVERITY    contradiction, warning or note (default): leave out what weighs less
  --case CASE.toml    the case (default: a case.toml beside the reports or the ledger)
  --no-model          no fit, also where a case lies beside
  --particles N       particles of each of the two runs of the fit (default 1024); --moves N, --seed N and --wider F as in `exode help predict`
  --json              one finding a line
  --color WHEN        auto (default), always, never

Exit status: 0 nothing found, 1 something found, 2 failed.

Examples:
  exode check cases/russia-2022
  exode check --ledger lars.exode --least warning
";

const SERVE: &str = "\
exode serve [LEDGER] [--case CASE.toml] [--listen ADDRESS] [--person NAME:ROLE]... [--people FILE] [--new] [--title TEXT]
            [--tls-cert FILE --tls-key FILE | --behind-proxy NAME]

Opens the ledger as pages in a browser, on this machine only, and prints a link for everybody who may come in. The link holds a token:
give each person their own. It ends with Ctrl-C; what was told as kept is in the ledger. docs/SERVE.md tells what is safe about it.

  LEDGER                the ledger (default: ledger.exode)
  --new                 make it where there is none
  --listen ADDRESS      where to listen (default: 127.0.0.1:8420; port 0: any that is free)
  --by NAME             your name in the review history (or the variable EXODE_REVIEWER; default: analyst); you are an admin
  --person NAME:ROLE    somebody else, with a token for this run. reader: sees what may be published; reviewer: decides about claims
                        and sees what is restricted or confidential; admin: brings in reports, takes exports for partners
  --people FILE         people with tokens of their own that stay, a line each: NAME ROLE TOKEN. Only you may be able to read FILE
  --case CASE           a case, as `exode now` takes it: fitted in the background to the ledger as reviewed, and anew when it has changed;
                        pages then show what is modelled, border by border, and answer what-ifs
  --days N              days of forecast (default: 5)
  --particles N         particles of each run of the fit (default: 1024); fewer is faster and coarser
  --moves N             moves of its chains after each step towards the claims (default: 256)
  --title TEXT          what the pages are called (default: the ledger's name)
  --tls-cert FILE       the certificate with which it speaks TLS, and those that vouch for it (PEM); it is reached under the names in it
  --tls-key FILE        its private key (PEM), readable by you alone
  --behind-proxy NAME   the name, with its port if it has one, under which a proxy that speaks TLS makes this known; this or a certificate
                        is needed to listen anywhere but on this machine
  --lang-dir DIR        read reports with the words of DIR instead of the built-in ones

Examples:
  exode serve crisis.exode
  exode serve crisis.exode --case cases/russia-2022/case.toml
  exode serve crisis.exode --by ana --person ben:reviewer --person desk:reader
  exode serve crisis.exode --listen 0.0.0.0:8443 --tls-cert room.crt --tls-key room.key --people people.txt
  exode serve crisis.exode --listen 10.0.0.5:8420 --behind-proxy room.example.org --people people.txt
";

const TRACE: &str = "\
exode trace CLAIM-ID [PATH... | --ledger FILE] [--json]

Where a figure comes from and what became of it: who told it first, who has it from whom, circles, hedges lost on the way, the same
quantity through time, copies of its reports in the same or in other words (translations), and what does not add up about it.

  --ledger FILE   the ledger, as reviewed (default, where no PATH is given: ledger.exode)
  --json          one object
  --color WHEN    auto (default), always, never

Examples:
  exode trace 3f1c2a9be0d47c55
  exode trace 3f1c2a9be0d47c55 reports/ --json
";

const SERIES: &str = "\
exode series [PATH... | --ledger FILE] [--measure M] [--place P] [--all] [--json]

Statements of one quantity (measure, unit, rate, route, people counted) in the order of time. Figures of several origins stand side by
side: nothing is joined or averaged. Denials, changes (\"doubled\") and figures without a place are in no series.

  --measure M     crossed_in, left, queue_length, wait ...
  --place P       id or name of a place: GE, Georgia, Géorgie, verkhni-lars
  --all           also quantities told once
  --ledger FILE   the ledger, as reviewed (default, where no PATH is given: ledger.exode)
  --json          one series a line
  --color WHEN    auto (default), always, never

Examples:
  exode series cases/russia-2022 --measure crossed_in
  exode series --place Georgia
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

const PREDICT: &str = "\
exode predict --case CASE.toml (--ledger FILE | --reports PATH... | --claims FILE.jsonl) --for FIGURES.jsonl

Fits the named case to the named reports alone and prints, for each figure in claim form (`id` and the fields of `exode schema`
without a value), one JSON line: the quantiles of what the true value is believed to be, or a finding where the case has no such
place or window. All of it is modelled.

  --case CASE.toml   the border system: gates, capacities as priors, events, period (see `exode help case`)
  --ledger FILE      a ledger to fit to, as reviewed
  --reports PATH...  reports to fit to: files and folders
  --claims FILE...   claims to fit to as they are, JSON Lines as `exode read --json` prints them
  --as-of DATE       leave out reports published after DATE
  --seed N           another stream of random numbers (default 1); the same seed gives the same bits
  --particles N      particles of each of the two runs (default 1024)
  --moves N          moves of each chain after each step towards the claims (default 256); longer chains find more
  --wider F          every prior with its spread times F: what do the priors do?

Example:
  exode predict --case cases/russia-2022/case.toml --reports cases/russia-2022/reports --for figures.jsonl
";

const CASE: &str = "\
exode case new --from RU --to GE,KZ [--start DATE] [--days N] [--shock DATE]

Prints a commented case file with every crossing the gazetteer has between the countries (ISO 3166-1 codes), and weak defaults that
are right by order of magnitude. What you know better, write into it: a prior is a median and the factor within which it lies with
90 %. The file is strict; an error says where it is and what to do.

  --start DATE   first day (default: four days before the shock, or two weeks ago)
  --days N       days covered, 1 to 400 (default 28)
  --shock DATE   when whatever drives people out began (default: the day after the start)

Example:
  exode case new --from RU --to GE,KZ,FI,MN --shock 2022-09-21 > case.toml
";

const NOW: &str = "\
exode now --case CASE.toml (--ledger FILE | --reports PATH... | --claims FILE.jsonl) [--as-of DATE] [--json]

Where things stand on the day of the last report, or on the last day of the case where reports came later (--as-of says another): by
gate, the queue (km, vehicles, people), the wait told to newcomers and lived by those who cross, inflow, outflow, returns, totals since
the shock; medians with 50 % and 90 % intervals, and the claims without which a number would move most. All of it is modelled. Other
options as in `exode help predict`.
";

const FORECAST: &str = "\
exode forecast --days N --case CASE.toml (--ledger FILE | --reports PATH... | --claims FILE.jsonl) [--as-of DATE] [--json]

The same as `exode now` for the N days (default 3) after that. Unknown interventions are in the intervals; events that the
case file dates, and those that reports tell (a closure, an entry ban, a draft office at a crossing, a quota, a way on foot, added lanes),
are levers of unknown size; which were taken is printed first. All of it is modelled.
";

const WHAT_IF: &str = "\
exode whatif 'LEVER' ['LEVER'...] --case CASE.toml (--ledger FILE | --reports PATH... | --claims FILE.jsonl) [--days N] [--json]

Runs what was fitted with and without the levers, particle by particle, until N days (default 5) after the last report, and prints the
days and numbers that differ. All of it is modelled.

  close PLACE [MODE] DATE..DATE     nobody passes
  quota PLACE PEOPLE DATE..DATE     at most so many a day
  capacity PLACE x1.5 DATE..        capacity times a factor
  demand x0.5 DATE..                fewer or more decide to leave
  open PLACE foot DATE..            a mode that was shut opens
  ban PLACE [x0.1] DATE..           fewer may enter, or want to

PLACE is a crossing or a gate of the case; at one post of a gate that pools several the gate loses or gains the post's share of its
capacity, and `open` and `ban` are for whole gates. Dates count whole days, both ends. Several levers combine, also with ; between them.

Example:
  exode whatif 'close verkhni-lars 2022-09-28..2022-09-30' --case cases/russia-2022/case.toml --reports cases/russia-2022/reports
";

const SCORE: &str = "\
exode score CASE --truth FIGURES.jsonl [--ledger FILE | --reports PATH... | --claims FILE.jsonl] [--as-of DATE] [--since DATE]
exode score CASE --leave-one-out ...
exode score CASE --lie 10 ...

Fits the case (a file, or a folder with case.toml and reports/) and scores its predictions of figures in claim form whose value is
known: how many lie in the 50, 80 and 90 % intervals, and the weighted interval score of ln values, beside the case without any claim,
the median of comparable claims and the latest of them. With --as-of and --since it scores a forecast: reports until the one day, figures
from the other. --leave-one-out scores every claim against what all others make expect. --lie makes every claim in turn so many times too
large, and tells whether it is named and what it moves.
";
