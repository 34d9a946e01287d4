import { INPUT_FORMATS } from "../read/sniff.ts";

/** Every flag as data: names, help and default. Help and README are made of it. */
export interface Flag {
  readonly flags: string;
  readonly help: string;
  readonly default?: string | boolean | readonly string[];
  /** May be given several times. */
  readonly repeat?: boolean;
}

export const schemasFlag: Flag = { flags: "--schemas <dir>", help: "folder of event schemas that add to or override the built-in ones (repeatable)", repeat: true };

/** How an article is read, in extract and explain alike. */
const readingFlags: readonly Flag[] = [
  { flags: "--published <date>", help: 'the day "today" means in the articles, as YYYY-MM-DD; by default what the file or the article says' },
  { flags: "--language <id>", help: "read every article as this language instead of telling by its words" },
  { flags: "--include-background", help: "also events told as background: history, earlier meetings" },
  { flags: "--include-domestic", help: "also events between parties of one state" },
];

export const extractFlags: readonly Flag[] = [
  { flags: "-f, --format <format>", help: "json (an array), yaml (a list), jsonl (one record a line), csv (one record a row), parquet (the same, typed) or sqlite (a database file)", default: "json" },
  { flags: "-o, --output <file>", help: "write to a file, whole or not at all, instead of standard output" },
  { flags: "--output-dir <dir>", help: "write a file for each source instead, under the source's path" },
  { flags: "--keep-text <dir>", help: "write the text that spans point into as DIR/SHA256.txt, for each article with records" },
  { flags: "-t, --type <type>", help: "only this event type (repeatable, or separated by commas)", repeat: true },
  { flags: "--input-format <format>", help: `read every input as this format instead of telling by its content: ${INPUT_FORMATS.join(", ")}` },
  { flags: "--text-field <path>", help: "where a JSON object or table row has its article (dots lead inwards); by default by the usual names" },
  { flags: "--title-field <path>", help: "the same for its title" },
  { flags: "--date-field <path>", help: "the same for the day it was published" },
  { flags: "--id-field <path>", help: "the same for its name in records and messages" },
  ...readingFlags,
  { flags: "--min-confidence <number>", help: "leave out records below this confidence, 0 to 1", default: "0" },
  { flags: "--max-article <bytes>", help: "longest article read; longer ones are reported and skipped (K and M are understood)", default: "5M" },
  { flags: "-j, --jobs <number>", help: "worker threads; auto: one a processor once the input turns out to be large. The output is the same bytes for any number", default: "auto" },
  { flags: "--shard <i/n>", help: "only the i-th of n parts of the input, split by content; auto: as Slurm, Kubernetes or AWS Batch tell this task" },
  { flags: "--line-buffered", help: "each document's records go out before the next document is read, as a stage of a pipe needs" },
  { flags: "--csv-plain-cells", help: "csv: put a quote mark before cells that a spreadsheet would take for a formula" },
  { flags: "--dedupe <how>", help: "an article that says the same as an earlier one: mark (its records name that one in source.duplicateOf), drop or off", default: "mark" },
  { flags: "--ledger <file>", help: "note each finished article, so that a run stopped at any moment goes on when the same command is given again; needs --output" },
  { flags: "--progress <how>", help: "bar (a line that moves), log (a line every 10 s), none, or auto: bar on a terminal, log elsewhere", default: "auto" },
  { flags: "--summary <file>", help: "write what was read, found, and failed as JSON" },
  schemasFlag,
  { flags: "-q, --quiet", help: "no warnings, and no progress that was not asked for; errors are still printed" },
];

export const evalFlags: readonly Flag[] = [
  { flags: "--records <file>", help: "score these records (JSONL) instead of extracting now" },
  { flags: "--worst <count>", help: "articles to list with what was missed and invented", default: "10" },
  { flags: "--json", help: "print the figures as JSON" },
  { flags: "--baseline <file>", help: "figures of an earlier --json: exit 1 when any F1 or the share of empty negatives has fallen" },
  schemasFlag,
];

export const explainFlags: readonly Flag[] = [
  { flags: "--event <number>", help: "only this event, numbered as extract prints them, and its sentences" },
  { flags: "--span <start:end>", help: "only sentences in this span, in code points" },
  ...readingFlags,
  { flags: "--json", help: "print the explanation as JSON" },
  schemasFlag,
];

export const vocabFlags: readonly Flag[] = [{ flags: "--json", help: "print the lists as JSON" }];

export const EVAL_EXAMPLES = `
GOLD is a folder that holds NNN.txt (the article) beside NNN.json (its events).

Examples:
  $ demarche eval gold/
  $ demarche eval gold/ar gold/en --json > before.json
  $ demarche eval gold/ar gold/en --baseline before.json

Exit codes: 0 done, 1 worse than the baseline, 2 usage or unreadable gold.`;

export const EXPLAIN_EXAMPLES = `
Examples:
  $ demarche explain article.txt
  $ demarche explain article.txt --event 1
  $ demarche explain article.txt --span 120:180 --json

Exit codes: 0 done, 1 the article cannot be read, 2 usage.`;

export const VOCAB_EXAMPLES = `
Examples:
  $ demarche vocab offices
  $ demarche vocab topics --json | jq -r '.topics[].code'`;

export const EXTRACT_EXAMPLES = `
Examples:
  $ demarche extract article.txt
  $ demarche extract news/ --format jsonl -o events.jsonl
  $ demarche extract archive.jsonl.gz page.html news.zip -f jsonl
  $ demarche extract table.csv --text-field body --date-field day
  $ cat article.txt | demarche extract --published 2026-01-12
  $ demarche extract 'news/2026-*.txt' -t letter -f jsonl | jq -r '.sender.name'

Exit codes: 0 done (even with no event), 1 some input failed, 2 usage, 130 interrupted.`;

export const VALIDATE_EXAMPLES = `
Examples:
  $ demarche validate events.jsonl
  $ demarche extract news/ -f jsonl | demarche validate -

Exit codes: 0 every record is valid, 1 some are not, 2 usage.`;

export const SCHEMAS_EXAMPLES = `
Examples:
  $ demarche schemas list
  $ demarche schemas show letter
  $ demarche schemas json-schema letter > letter.schema.json`;
