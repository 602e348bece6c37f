//! Help texts.

/// The help of one command, the overview for any other word.
pub(crate) fn topic(command: &str) -> &'static str {
    match command {
        "read" => READ,
        "brief" => BRIEF,
        "explain" => EXPLAIN,
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
