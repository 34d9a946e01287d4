/** Every flag as data: names, help and default. Help and README are made of it. */
export interface Flag {
  readonly flags: string;
  readonly help: string;
  readonly default?: string | boolean | readonly string[];
  /** May be given several times. */
  readonly repeat?: boolean;
}

export const schemasFlag: Flag = { flags: "--schemas <dir>", help: "folder of event schemas that add to or override the built-in ones (repeatable)", repeat: true };

export const extractFlags: readonly Flag[] = [
  { flags: "-f, --format <format>", help: "json (an array), yaml (a list) or jsonl (one record a line)", default: "json" },
  { flags: "-o, --output <file>", help: "write to a file, whole or not at all, instead of standard output" },
  { flags: "-t, --type <type>", help: "only this event type (repeatable, or separated by commas)", repeat: true },
  { flags: "--published <date>", help: 'the day "today" means in the articles, as YYYY-MM-DD; by default what the article says' },
  { flags: "--language <id>", help: "read every article as this language instead of telling by its words" },
  { flags: "--include-background", help: "also events told as background: history, earlier meetings" },
  { flags: "--include-domestic", help: "also events between parties of one state" },
  { flags: "--min-confidence <number>", help: "leave out records below this confidence, 0 to 1", default: "0" },
  { flags: "--max-article <bytes>", help: "longest article read; longer ones are reported and skipped (K and M are understood)", default: "5M" },
  schemasFlag,
  { flags: "-q, --quiet", help: "no progress, no warnings; errors are still printed" },
];

export const EXTRACT_EXAMPLES = `
Examples:
  $ demarche extract article.txt
  $ demarche extract news/ --format jsonl -o events.jsonl
  $ cat article.txt | demarche extract --published 2026-01-12
  $ demarche extract 'news/2026-*.txt' -t letter -f jsonl | jq -r '.sender.name'

Exit codes: 0 done (even with no event), 1 some input failed, 2 usage.`;

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
