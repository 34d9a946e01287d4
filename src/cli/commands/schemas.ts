import { z } from "zod";
import { type Problem, ProblemError } from "../../core/problem.ts";
import { type LoadedEvent, loadEvents } from "../../knowledge/load.ts";
import { EXIT, type Io } from "../io.ts";
import { checkTypes } from "../knowledge.ts";
import { paintFor } from "../paint.ts";

/** `demarche schemas …` */

function load(flags: Readonly<Record<string, unknown>>): Map<string, LoadedEvent> {
  const problems: Problem[] = [];
  const events = loadEvents(flags["schemas"] as string[], problems);
  if (problems.some((p) => p.severity === "error")) throw new ProblemError(problems);
  return events;
}

export async function listSchemas(flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const paint = await paintFor(io, io.stdout);
  for (const [type, { definition }] of load(flags)) {
    const fields = Object.entries(definition.fields).map(([name, field]) => ("values" in field ? `${name} (${field.values.join("|")})` : field.many ? `${name}…` : name));
    io.stdout.write(`${paint.bold(type)}  ${definition.summary}\n    fields: ${fields.join(", ")}\n    languages: ${Object.keys(definition.cues).join(", ") || "none"}\n`);
  }
  return EXIT.done;
}

export async function showSchema(type: string, flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const events = load(flags);
  checkTypes([type], [...events.keys()]);
  const { definition, file } = events.get(type) as LoadedEvent;
  const paint = await paintFor(io, io.stdout);
  const lines = [
    `${paint.bold(type)}  ${definition.summary}`,
    `file: ${file.path}`,
    `source: ${definition.source}`,
    `codes: ${Object.entries(definition.codes)
      .map(([k, v]) => `${k} ${v}`)
      .join(", ")}`,
    "",
    "fields:",
  ];
  for (const [name, field] of Object.entries(definition.fields))
    lines.push(`  ${paint.cyan(name)}${"values" in field ? ` = ${field.values.join(" | ")}` : field.many ? " (many)" : ""}  ${field.means}`);
  for (const [language, cues] of Object.entries(definition.cues)) {
    lines.push("", `rules, ${language}:`);
    for (const [id, frame] of Object.entries(cues.frames)) {
      lines.push(`  ${paint.cyan(`${type}/${language}/${id}`)}  ${[...frame.verbs, ...frame.nouns, ...frame.participles].map((t) => (typeof t === "string" ? t : t.text)).join(", ")}`);
      lines.push(
        `      ${Object.entries(frame.roles)
          .map(([relation, roles]) => `${relation} → ${(roles ?? []).join(" or ")}`)
          .join("; ")}`,
      );
    }
  }
  io.stdout.write(`${lines.join("\n")}\n`);
  return EXIT.done;
}

/** JSON Schema of one type, or of any record (`anyOf`). */
export async function jsonSchema(type: string | undefined, flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const events = load(flags);
  if (type !== undefined) checkTypes([type], [...events.keys()]);
  const schema = type === undefined ? z.union([...events.values()].map((e) => e.schema) as [z.ZodObject, ...z.ZodObject[]]) : (events.get(type) as LoadedEvent).schema;
  const out = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    override: ({ jsonSchema }) => {
      delete (jsonSchema as Record<string, unknown>)["demarche"]; // what the parser reads is no JSON Schema keyword
    },
  });
  io.stdout.write(`${JSON.stringify(out, null, 2)}\n`);
  return EXIT.done;
}
