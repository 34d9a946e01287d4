import { z } from "zod";
import type { ActorKind, AttributePlan, EventPlan, RolePlan } from "../core/types.ts";
import type { EventDefinition } from "./eventDefinition.ts";

/**
 * An event definition becomes a zod object that carries the meaning of each field in `.meta()`; the parser's plan is
 * walked off that object. So one schema validates records, prints JSON Schema and drives the extraction.
 */

const META = "demarche";
const ACTOR_KINDS = ["person", "country", "organization", "delegation"] as const satisfies readonly ActorKind[];

export const span = z.tuple([z.int().min(0), z.int().min(0)]).meta({ description: "Half-open [start, end) in Unicode code points of the article's text." });

export const party = z
  .strictObject({
    kind: z.enum(ACTOR_KINDS),
    name: z.string().optional().meta({ description: "As written, longest form in the article, without honorifics, titles and prayers." }),
    latin: z.string().optional().meta({ description: "Romanized key to find the same person across scripts." }),
    honorific: z.string().optional(),
    title: z.string().optional().meta({ description: "As written." }),
    office: z.string().optional().meta({ description: "Office code; see `demarche schemas show` and schemas/inventory/offices.yaml." }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/u)
      .optional()
      .meta({ description: "ISO 3166-1 alpha-2 of the state served." }),
    organization: z.string().optional(),
    text: z.string().meta({ description: "The mention that filled the field, as written." }),
    span,
    via: z.string().optional().meta({ description: "How an indirect mention was resolved." }),
  })
  .meta({ id: "party", description: "A person, state, organization or delegation." });

const topic = z.strictObject({ code: z.string(), text: z.string(), span }).meta({ id: "topic" });
const place = z
  .strictObject({ city: z.string().optional(), country: z.string().optional(), venue: z.string().optional(), text: z.string(), span })
  .meta({ id: "place", description: "Where: city by its English name, state by code, venue as written." });
const date = z
  .strictObject({
    value: z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u),
    precision: z.enum(["day", "month", "year"]),
    text: z.string(),
    span,
    basis: z.enum(["text", "published", "dateline"]),
  })
  .meta({ id: "date", description: "When; basis says what a relative word was counted from." });

const source = z
  .strictObject({
    path: z.string().optional(),
    member: z.string().optional(),
    title: z.string().optional(),
    url: z.string().optional(),
    published: z.string().optional(),
    language: z.string(),
    sha256: z.string().optional(),
    duplicateOf: z.string().optional(),
  })
  .meta({ id: "source" });

/** Meaning of a field for the parser, carried in `.meta()` under this key. */
interface FieldMeta {
  readonly role?: Omit<RolePlan, "name">;
  readonly attribute?: AttributePlan;
}

/** Meaning of the whole type for the parser. */
type EventMeta = Pick<
  EventDefinition,
  "require" | "encounter" | "handed" | "each" | "lead" | "oneForm" | "oneState" | "remote" | "seat" | "done" | "effected" | "asideOf" | "retells" | "abroad" | "codes"
>;

/** Build the zod object of an event type. */
export function compileEvent(definition: EventDefinition): z.ZodObject {
  const own: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    if ("values" in field)
      own[name] = z
        .enum(field.values as [string, ...string[]])
        .optional()
        .meta({
          description: field.means,
          [META]: {
            attribute: {
              values: field.values,
              ...(field.general === undefined ? {} : { general: field.general }),
              ...(field.unsaid === undefined ? {} : { unsaid: field.unsaid }),
            },
          } satisfies FieldMeta,
        });
    else
      own[name] = (field.many ? z.array(party).min(1) : party).optional().meta({
        description: field.means,
        [META]: {
          role: {
            many: field.many,
            kinds: field.kinds ?? ACTOR_KINDS,
            ...(field.servesWith === undefined ? {} : { servesWith: field.servesWith }),
            ...(field.posting === undefined ? {} : { posting: field.posting }),
            ...(field.principal === undefined ? {} : { principal: field.principal }),
            ...(field.soil === undefined ? {} : { soil: field.soil }),
            ...(field.office === undefined ? {} : { office: field.office }),
          },
        } satisfies FieldMeta,
      });
  }
  return z
    .strictObject({
      id: z.string().regex(/^evt_[0-9a-f]{10}$/u),
      type: z.literal(definition.type),
      ...attributesFirst(own, definition),
      status: z.enum(["occurred", "planned", "denied"]),
      scope: z.enum(["international", "domestic"]),
      foreground: z.boolean(),
      date: date.optional(),
      place: place.optional(),
      ...rolesOnly(own, definition),
      topics: z.array(topic),
      confidence: z.number().min(0).max(1),
      codes: z.strictObject({ cameo: z.string().optional(), plover: z.string().optional() }),
      evidence: z.array(z.strictObject({ span, rule: z.string() })).min(1),
      source,
    })
    .meta({
      title: definition.type,
      description: definition.summary,
      [META]: {
        require: definition.require,
        encounter: definition.encounter,
        handed: definition.handed,
        each: definition.each,
        lead: definition.lead,
        oneForm: definition.oneForm,
        oneState: definition.oneState,
        remote: definition.remote,
        seat: definition.seat,
        done: definition.done,
        effected: definition.effected,
        asideOf: definition.asideOf,
        retells: definition.retells,
        abroad: definition.abroad,
        codes: definition.codes,
      } satisfies EventMeta,
    });
}

const pick = (own: Record<string, z.ZodType>, definition: EventDefinition, attribute: boolean): Record<string, z.ZodType> =>
  Object.fromEntries(Object.entries(own).filter(([name]) => "values" in (definition.fields[name] ?? {}) === attribute));
const attributesFirst = (own: Record<string, z.ZodType>, definition: EventDefinition): Record<string, z.ZodType> => pick(own, definition, true);
const rolesOnly = (own: Record<string, z.ZodType>, definition: EventDefinition): Record<string, z.ZodType> => pick(own, definition, false);

/**
 * Walk a compiled zod object and read off what the parser must look for. The engine runs on this plan, so that
 * zod itself need not be loaded to extract with the built-in schemas.
 */
export function planOf(schema: z.ZodObject): EventPlan {
  const meta = schema.meta() as Record<string, EventMeta>;
  const own = meta[META];
  if (!own) throw new TypeError("planOf: not an event schema (no meta)");
  const roles: RolePlan[] = [];
  const attributes: Record<string, AttributePlan> = {};
  let type = "";
  for (const [name, field] of Object.entries(schema.shape)) {
    if (field instanceof z.ZodLiteral && name === "type") type = String(field.value);
    const fieldMeta = (field as z.ZodType).meta()?.[META] as FieldMeta | undefined;
    if (fieldMeta?.role) roles.push({ name, ...fieldMeta.role });
    if (fieldMeta?.attribute) attributes[name] = fieldMeta.attribute;
  }
  const codes: Record<string, string> = {};
  for (const [key, value] of Object.entries(own.codes)) if (value !== undefined) codes[key] = value;
  const { require, encounter, handed, each, lead, oneForm, oneState, remote, seat, done, effected, asideOf, retells, abroad } = own;
  return {
    type,
    roles,
    attributes,
    minParties: require.parties,
    anyOf: require.anyOf,
    ...(encounter === undefined ? {} : { encounter }),
    ...(handed === undefined ? {} : { handed }),
    ...(each === undefined ? {} : { each }),
    ...(lead === undefined ? {} : { lead }),
    ...(oneForm === undefined ? {} : { oneForm }),
    ...(oneState === undefined ? {} : { oneState }),
    ...(remote === undefined ? {} : { remote }),
    ...(seat === undefined ? {} : { seat }),
    ...(done === undefined ? {} : { done }),
    ...(effected === undefined ? {} : { effected }),
    ...(asideOf === undefined ? {} : { asideOf }),
    ...(retells === undefined ? {} : { retells }),
    ...(abroad === undefined ? {} : { abroad }),
    codes,
  };
}
