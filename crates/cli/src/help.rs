//! Help texts.

/// The help of one command, the overview for any other word.
pub(crate) fn topic(command: &str) -> &'static str {
    match command {
        "read" => READ,
        "brief" => BRIEF,
        "explain" => EXPLAIN,
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
Exit status: 0 fine, 2 failed. Names of private persons are masked in everything exode prints.
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
exode brief [PATH...] [-o OUT.html] [--title TITLE] [--as-of DATE]

  -o, --output OUT   the page to write (default: briefing.html)
  --title TITLE      the page's title (default: from the folder's name)
  --as-of DATE       leave out reports published after DATE (YYYY-MM-DD)
  --lang-dir DIR     words from DIR instead of the built-in ones
  --color WHEN       auto (default), always, never

Without PATH the example case cases/russia-2022 is used. The page is one file that needs no network.

Examples:
  exode brief
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

const PREDICT: &str = "\
exode predict --case CASE.toml (--reports PATH... | --claims FILE.jsonl) --for FIGURES.jsonl

Fits the named case to the named reports alone and prints, for each figure in claim form (`id` and the fields of `exode schema`
without a value), one JSON line: the quantiles of what the true value is believed to be, or a finding where the case has no such
place or window. All of it is modelled.

  --case CASE.toml   the border system: gates, capacities as priors, events, period (see `exode help case`)
  --reports PATH...  reports to fit to: files and folders
  --claims FILE...   claims to fit to as they are, JSON Lines as `exode read --json` prints them
  --as-of DATE       leave out reports published after DATE
  --seed N           another stream of random numbers (default 1); the same seed gives the same bits
  --particles N      particles of each of the two runs (default 512)
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
exode now --case CASE.toml (--reports PATH... | --claims FILE.jsonl) [--as-of DATE] [--json]

Where things stand on the day of the last report: by gate, the queue (km, vehicles, people), the wait told to newcomers and lived by
those who cross, inflow, outflow, returns, totals since the shock; medians with 50 % and 90 % intervals, and the claims without which
a number would move most. All of it is modelled. Other options as in `exode help predict`.
";

const FORECAST: &str = "\
exode forecast --days N --case CASE.toml (--reports PATH... | --claims FILE.jsonl) [--as-of DATE] [--json]

The same as `exode now` for the N days (default 3) after the last report. Unknown interventions are in the intervals; events that the
case file dates are levers of unknown size. All of it is modelled.
";

const WHAT_IF: &str = "\
exode whatif 'LEVER' ['LEVER'...] --case CASE.toml (--reports PATH... | --claims FILE.jsonl) [--days N] [--json]

Runs what was fitted with and without the levers, particle by particle, until N days (default 5) after the last report, and prints the
days and numbers that differ. All of it is modelled.

  close PLACE [MODE] DATE..DATE     nobody passes
  quota PLACE PEOPLE DATE..DATE     at most so many a day
  capacity PLACE x1.5 DATE..        capacity times a factor
  demand x0.5 DATE..                fewer or more decide to leave
  open PLACE foot DATE..            a mode that was shut opens
  ban PLACE [x0.1] DATE..           fewer may enter, or want to

PLACE is a crossing or a gate of the case. Dates count whole days, both ends. Several levers combine, also with ; between them.

Example:
  exode whatif 'close verkhni-lars 2022-09-28..2022-09-30' --case cases/russia-2022/case.toml --reports cases/russia-2022/reports
";

const SCORE: &str = "\
exode score CASE --truth FIGURES.jsonl [--reports PATH... | --claims FILE.jsonl] [--as-of DATE]

Fits the case (a file, or a folder with case.toml and reports/) and scores its predictions of figures in claim form whose value is
known: how many lie in the 50, 80 and 90 % intervals, and the weighted interval score of ln values, beside the case without any claim,
the median of comparable claims and the latest of them.
";
