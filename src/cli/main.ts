import { Command, CommanderError } from "commander";
import { isProblemError } from "../core/problem.ts";
import { extractCommand } from "./commands/extract.ts";
import {
  EVAL_EXAMPLES,
  EXPLAIN_EXAMPLES,
  EXTRACT_EXAMPLES,
  evalFlags,
  explainFlags,
  extractFlags,
  type Flag,
  SCHEMAS_EXAMPLES,
  schemasFlag,
  VALIDATE_EXAMPLES,
  VOCAB_EXAMPLES,
  vocabFlags,
} from "./flags.ts";
import { EXIT, type Io } from "./io.ts";
import { reporter } from "./report.ts";
import { VERSION } from "./version.ts";

/** The command line as a function: arguments in, exit code out. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exit: number = EXIT.done;
  const program = new Command("demarche")
    .description("Read news articles in Arabic and English and write down the diplomacy in them: who wrote to whom, who met whom, and what about.")
    .version(VERSION, "-V, --version")
    .showHelpAfterError("(see --help)")
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });

  const extract = program.command("extract").description("extract event records from articles").argument("[path...]", 'files, folders or globs; "-" or piped input for standard input');
  addFlags(extract, extractFlags);
  extract.addHelpText("after", EXTRACT_EXAMPLES).action(async (paths: string[], flags: Record<string, unknown>) => {
    exit = await extractCommand(paths, flags, io);
  });

  const validate = program.command("validate").description("check records (JSON, JSONL, YAML) against the schemas").argument("<file...>", 'record files; "-" for standard input');
  addFlags(validate, [schemasFlag]);
  validate.addHelpText("after", VALIDATE_EXAMPLES).action(async (files: string[], flags: Record<string, unknown>) => {
    exit = await (await import("./commands/validate.ts")).validateCommand(files, flags, io);
  });

  const explain = program.command("explain").description("show what was read in an article, which rules matched or failed, and why").argument("<file>", 'an article; "-" for standard input');
  addFlags(explain, explainFlags);
  explain.addHelpText("after", EXPLAIN_EXAMPLES).action(async (file: string, flags: Record<string, unknown>) => {
    exit = await (await import("./commands/explain.ts")).explainCommand(file, flags, io);
  });

  const evaluate = program.command("eval").description("measure against gold: precision, recall, F1, calibration, the worst articles").argument("<gold...>", "folders of gold, or single gold files");
  addFlags(evaluate, evalFlags);
  evaluate.addHelpText("after", EVAL_EXAMPLES).action(async (gold: string[], flags: Record<string, unknown>) => {
    exit = await (await import("./commands/eval.ts")).evalCommand(gold, flags, io);
  });

  const vocab = program
    .command("vocab")
    .description("list the codes that records carry, with their names in each language")
    .argument("[list]", "offices, topics, organizations or countries; by default all");
  addFlags(vocab, vocabFlags);
  vocab.addHelpText("after", VOCAB_EXAMPLES).action(async (list: string | undefined, flags: Record<string, unknown>) => {
    exit = await (await import("./commands/vocab.ts")).vocabCommand(list, flags, io);
  });

  const schemas = program.command("schemas").description("list and show the event schemas").addHelpText("after", SCHEMAS_EXAMPLES);
  addFlags(schemas.command("list").description("event types, with their fields and languages"), [schemasFlag]).action(async (flags: Record<string, unknown>) => {
    const { listSchemas } = await import("./commands/schemas.ts");
    exit = await listSchemas(flags, io);
  });
  addFlags(schemas.command("show").description("one event type: fields, meanings, codes, rules").argument("<type>"), [schemasFlag]).action(async (type: string, flags: Record<string, unknown>) => {
    const { showSchema } = await import("./commands/schemas.ts");
    exit = await showSchema(type, flags, io);
  });
  addFlags(schemas.command("json-schema").description("JSON Schema (draft 2020-12) of one type, or of any record").argument("[type]"), [schemasFlag]).action(
    async (type: string | undefined, flags: Record<string, unknown>) => {
      const { jsonSchema } = await import("./commands/schemas.ts");
      exit = await jsonSchema(type, flags, io);
    },
  );

  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (isProblemError(error)) {
      const report = await reporter(io, false);
      for (const problem of error.problems) report(problem);
      return EXIT.usage;
    }
    throw error;
  }
  return exit;
}

function addFlags(command: Command, flags: readonly Flag[]): Command {
  for (const flag of flags) {
    if (flag.repeat) {
      command.option(flag.flags, flag.help, (value: string, before: string[]) => [...before, value]);
      command.setOptionValue(/--(?<name>[a-z-]+)/u.exec(flag.flags)?.groups?.["name"] ?? "", []); // no default to be shown
    } else if (flag.default === undefined) command.option(flag.flags, flag.help);
    else command.option(flag.flags, flag.help, flag.default as string);
  }
  return command;
}
