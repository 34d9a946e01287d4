import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { didYouMean, type Problem, ProblemError, problem } from "../core/problem.ts";
import { COMPLEMENT } from "../core/topics.ts";
import type { EventPlan, Frame, Knowledge, LanguageData, OfficeFacts, Relation, Sense } from "../core/types.ts";
import { packs } from "../languages/index.ts";
import { type LanguagePack, LexiconBuilder, lexiconFile } from "../languages/pack.ts";
import { compileEvent, planOf } from "./compileEvent.ts";
import { EVENT_KEYS, type EventCues, type EventDefinition, eventDefinition } from "./eventDefinition.ts";
import { ROOT } from "./root.ts";
import { parseYaml, validateYaml, type YamlFile } from "./yaml.ts";

/** Read schemas and language packs, merge and cross-check them. The only place that decides precedence. */

const SCHEMAS = new URL("schemas/", ROOT);

export interface LoadedEvent {
  readonly definition: EventDefinition;
  readonly schema: z.ZodObject;
  readonly file: YamlFile;
}

export interface Loaded {
  readonly knowledge: Knowledge;
  readonly events: ReadonlyMap<string, LoadedEvent>;
  readonly problems: readonly Problem[];
}

const flag = z.literal(true).optional();
const offices = z.record(
  z.string(),
  z.strictObject({
    means: z.string(),
    weak: flag,
    yields: flag,
    combines: flag,
    doubles: flag,
    sole: flag,
    attached: flag,
    posted: flag,
    portfolio: flag,
    internal: flag,
    family: z.string().optional(),
    style: z.string().optional(),
    apart: z.array(z.string()).optional(),
    wordFor: z.string().optional(),
    lacking: z.array(z.string().length(2)).optional(),
    head: flag,
    accredited: flag,
    charged: flag,
  }),
);

/**
 * @param options.schemas folders of further event files: a type of the same name replaces the built-in one
 * @throws ProblemError with every fault of every file
 */
export function loadKnowledge(options: { readonly schemas?: readonly string[]; readonly version?: string } = {}): Loaded {
  const problems: Problem[] = [];
  const inventory = readInventory(problems);
  const events = loadEvents(options.schemas ?? [], problems, inventory);
  const plans: Record<string, EventPlan> = {};
  for (const [type, { schema }] of events) plans[type] = planOf(schema);
  const languages: Record<string, LanguageData> = {};
  for (const pack of packs) languages[pack.rules.id] = compileLanguage(pack, events, inventory, problems);
  if (problems.some((p) => p.severity === "error")) throw new ProblemError(problems);
  return { knowledge: { version: options.version ?? "0", plans, languages, offices: inventory.offices }, events, problems };
}

/** Event files of the built-in folder, then of each further one. */
export function loadEvents(folders: readonly string[], problems: Problem[], { offices }: Pick<Inventory, "offices"> = readInventory(problems)): Map<string, LoadedEvent> {
  const events = new Map<string, LoadedEvent>();
  for (const folder of [fileURLToPath(new URL("events/", SCHEMAS)), ...folders]) {
    const seen = new Map<string, string>();
    for (const path of eventFiles(folder, problems)) {
      const file = parseYaml(display(path), readFileSync(path, "utf8"));
      const { value: definition, problems: faults } = validateYaml(file, eventDefinition, EVENT_KEYS);
      problems.push(...faults);
      if (!definition) continue;
      checkReferences(definition, file, problems, Object.keys(offices));
      const twin = seen.get(definition.type);
      if (twin) problems.push(problem("E214", `type "${definition.type}" is defined twice in one folder`, { where: file.locate(["type"]), hint: `the other one is ${twin}` }));
      seen.set(definition.type, display(path));
      events.set(definition.type, { definition, schema: compileEvent(definition), file });
    }
  }
  return events;
}

function eventFiles(folder: string, problems: Problem[]): string[] {
  if (!existsSync(folder)) {
    problems.push(problem("E210", "no such folder of schemas", { where: folder, hint: "give --schemas a folder that holds .yaml files" }));
    return [];
  }
  if (!statSync(folder).isDirectory()) return [folder];
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/u.test(name))
    .sort()
    .map((name) => join(folder, name));
  if (files.length === 0) problems.push(problem("E211", "folder holds no .yaml schema", { where: folder, hint: "add an event file, or drop --schemas" }));
  return files;
}

const display = (path: string): string => {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
};

/** Names that a definition uses must be ones it declares. */
function checkReferences(definition: EventDefinition, file: YamlFile, problems: Problem[], offices: readonly string[]): void {
  const roles = Object.entries(definition.fields).flatMap(([name, field]) => ("filler" in field ? [name] : []));
  const attributes = Object.keys(definition.fields).filter((name) => !roles.includes(name));
  const check = (name: string, known: readonly string[], what: string, path: readonly PropertyKey[]): void => {
    if (known.includes(name)) return;
    problems.push(problem("E213", `unknown ${what} "${name}"`, { where: file.locate(path), hint: didYouMean(name, known, `declare it, or use one of: ${known.join(", ")}`) }));
  };
  for (const [i, name] of definition.require.anyOf.entries()) check(name, roles, "field", ["require", "anyOf", i]);
  for (const [name, field] of Object.entries(definition.fields)) {
    const path = ["fields", name];
    if ("filler" in field) {
      for (const key of ["servesWith", "posting", "principal"] as const) if (field[key] !== undefined) check(field[key], roles, "field", [...path, key]);
      if (field.office !== undefined) check(field.office, offices, "office", [...path, "office"]);
    } else for (const key of ["general", "unsaid"] as const) if (field[key] !== undefined) check(field[key], field.values, "value", [...path, key]);
  }
  for (const [key, name] of Object.entries(definition.encounter ?? {})) check(name, roles, "field", ["encounter", key]);
  if (definition.handed) {
    check(definition.handed.by, roles, "field", ["handed", "by"]);
    for (const [i, name] of definition.handed.to.entries()) check(name, roles, "field", ["handed", "to", i]);
  }
  if (definition.seat !== undefined) check(definition.seat, roles, "field", ["seat"]);
  if (definition.each !== undefined) check(definition.each, roles, "field", ["each"]);
  for (const [language, cues] of Object.entries(definition.cues)) {
    for (const name of Object.keys(cues.attributes)) check(name, attributes, "field", ["cues", language, "attributes", name]);
    for (const [id, frame] of Object.entries(cues.frames)) {
      for (const key of ["needs", "beside", "without"] as const)
        for (const [i, name] of frame[key].entries()) check(name, Object.keys(cues.objects), "object", ["cues", language, "frames", id, key, i]);
      for (const [relation, names] of Object.entries(frame.roles)) for (const [i, name] of (names ?? []).entries()) check(name, roles, "field", ["cues", language, "frames", id, "roles", relation, i]);
    }
  }
}

interface Inventory {
  readonly offices: Record<string, OfficeFacts>;
  readonly capitals: Record<string, string>;
  readonly leaders: Record<string, readonly string[]>;
}

function readInventory(problems: Problem[]): Inventory {
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const path = fileURLToPath(new URL(`inventory/${name}`, SCHEMAS));
    const { value, problems: faults } = validateYaml(parseYaml(display(path), readFileSync(path, "utf8")), schema);
    problems.push(...faults);
    return value;
  };
  const facts: Record<string, OfficeFacts> = {};
  for (const [code, { means, ...fact }] of Object.entries(read("offices.yaml", offices) ?? {})) facts[code] = fact as OfficeFacts;
  return { offices: facts, capitals: read("capitals.yaml", z.record(z.string(), z.string())) ?? {}, leaders: read("leaders.yaml", z.record(z.string(), z.array(z.string()))) ?? {} };
}

function compileLanguage(pack: LanguagePack, events: ReadonlyMap<string, LoadedEvent>, inventory: Inventory, problems: Problem[]): LanguageData {
  const builder = new LexiconBuilder(pack);
  for (const name of pack.files) {
    const path = fileURLToPath(new URL(`src/languages/${pack.rules.id}/${name}`, ROOT));
    const file = parseYaml(display(path), readFileSync(path, "utf8"));
    const { value, problems: faults } = validateYaml(file, lexiconFile);
    problems.push(...faults);
    if (value) builder.addFile(value, file.path);
  }
  const frames: Record<string, Frame> = {};
  for (const [type, { definition, file }] of events) {
    const cues = definition.cues[pack.rules.id];
    if (cues) addCues(builder, frames, type, pack.rules.id, cues, file);
  }
  problems.push(...builder.problems);
  return builder.build(frames, inventory);
}

function addCues(builder: LexiconBuilder, frames: Record<string, Frame>, type: string, language: string, cues: EventCues, file: YamlFile): void {
  const ref = (...path: PropertyKey[]): string => `${file.path}:${file.line(["cues", language, ...path])}`;
  const addAll = (list: readonly (string | { readonly text: string; readonly exact: true })[], sense: Sense, ...path: PropertyKey[]): void => {
    for (const [i, text] of list.entries()) builder.add(text, sense, ref(...path, i));
  };
  for (const [name, list] of Object.entries(cues.objects)) addAll(list, { kind: "object", value: `${type}/${name}` }, "objects", name);
  addAll(cues.anchors, { kind: "anchor", value: type }, "anchors");
  addAll(cues.decoys, { kind: "decoy", value: type }, "decoys");
  addAll(cues.unless, { kind: "unless", value: type }, "unless");
  addAll(cues.topics, { kind: "topic-cue", value: type }, "topics");
  addAll(cues.complements, { kind: "topic-cue", value: type, flag: COMPLEMENT }, "complements");
  for (const [name, values] of Object.entries(cues.attributes))
    for (const [code, list] of Object.entries(values)) addAll(list, { kind: "attribute", value: `${type}/${name}/${code}` }, "attributes", name, code);
  // "a telephone call" names the object and its form in one phrase.
  for (const [object, list] of Object.entries(cues.objects))
    for (const [i, text] of list.entries())
      for (const [name, values] of Object.entries(cues.attributes))
        for (const [code, words] of Object.entries(values))
          if (words.some((word) => ` ${text} `.includes(` ${word} `))) builder.add(text, { kind: "attribute", value: `${type}/${name}/${code}` }, ref("objects", object, i));
  for (const [name, frame] of Object.entries(cues.frames)) {
    const id = `${type}/${language}/${name}`;
    frames[id] = {
      id,
      type,
      needs: frame.needs.map((object) => `${type}/${object}`),
      beside: frame.beside.map((object) => `${type}/${object}`),
      without: frame.without.map((object) => `${type}/${object}`),
      requires: frame.requires as readonly Relation[],
      forbids: frame.forbids as readonly Relation[],
      roles: withChair(frame.roles as Readonly<Record<string, readonly string[]>>),
      continues: frame.continues,
      like: frame.like,
      recalls: frame.recalls,
      closed: frame.closed,
      ahead: frame.ahead,
      upon: frame.upon,
      peers: frame.peers,
      lone: frame.lone,
      abroad: frame.abroad,
      anyhow: frame.anyhow,
      sequel: frame.sequel,
      bodies: frame.bodies,
      within: frame.within,
      ...(frame.part === undefined ? {} : { part: frame.part }),
      ...(frame.each === undefined ? {} : { each: frame.each }),
      sets: frame.sets,
    };
    addAll(frame.verbs, { kind: "trigger", value: id, form: "verb" }, "frames", name, "verbs");
    addAll(frame.nouns, { kind: "trigger", value: id, form: "noun" }, "frames", name, "nouns");
    addAll(frame.participles, { kind: "trigger", value: id, form: "participle" }, "frames", name, "participles");
  }
}

/** Who chairs also attends, where a frame says nothing else of him. */
function withChair(roles: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  const attending = roles["attended-by"];
  return attending === undefined ? roles : { "chaired-by": attending, ...roles };
}
