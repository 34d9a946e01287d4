/**
 * Build the generated tables of a language: names of states (CLDR and world-countries), adjectives of nationality
 * (by the language's own rule), capitals (world-countries, named by CLDR's zone cities), given names (faker).
 *
 * Run: `npm run tables`. The result is committed; a reviewer reads the difference.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { allLocales } from "@faker-js/faker";
import { stringify } from "yaml";
import { nisba } from "../languages/ar/words.ts";

const require = createRequire(import.meta.url);
const NOT_STATES = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"]);

interface Country {
  readonly cca2: string;
  readonly capital?: readonly string[];
  readonly name: { readonly common: string; readonly official: string };
  readonly demonyms?: Readonly<Record<string, { readonly m: string } | undefined>>;
  readonly translations: Readonly<Record<string, { readonly common: string; readonly official: string } | undefined>>;
}
const countries = require("world-countries") as readonly Country[];

type Json = Record<string, never>;
const readJson = (path: string): Json => JSON.parse(readFileSync(require.resolve(path), "utf8")) as Json;

interface Recipe {
  readonly language: string;
  /** Names of a state. */
  readonly names: (country: Country) => readonly (string | undefined)[];
  /** Its adjective, as a lexicon entry. */
  readonly adjective: (country: Country) => string | undefined;
  /** Locales of faker whose names a text may hold. */
  readonly locales: readonly string[];
  /** Words of faker that are no names. */
  readonly words?: string;
  /** Names that are no names, or are common words above all. */
  readonly notNames: ReadonlySet<string>;
}

const LATIN = "en en_IN en_NG en_GH en_ZA fr fr_SN de es es_MX it pt_BR pt_PT nl pl cs_CZ sk hu ro hr sr_RS_latin sl_SI tr az sv da nb_NO fi uz_UZ_latin id_ID".split(" ");

const recipes: readonly Recipe[] = [
  {
    language: "ar",
    names: ({ translations }) => [translations["ara"]?.common, translations["ara"]?.official],
    adjective: ({ translations }) => {
      const base = nisba(translations["ara"]?.common ?? "");
      return base && `${base}~`;
    },
    locales: ["ar"],
    notNames: new Set(["على"]), // a misspelt name that is a preposition
  },
  {
    language: "en",
    names: ({ name }) => [name.common, name.official],
    adjective: ({ demonyms }) => demonyms?.["eng"]?.m.toLowerCase(),
    locales: LATIN,
    words: "en",
    notNames: new Set(
      "An Precious Prince Princess King Duke Sultan Royal Earl Baron Major General Consul Monday Friday Mayor Art Price Early Rich Person Dean Minister Bishop Pope Unity Peace Union Justice Patience Sunday Envoy Home Green West Miracle Special Important Favor Favour Blessing Gift Comfort Goodness Happy Happiness Success Destiny Providence Success Victory Test An On So My To The Or In Is As Us No Do By Me If Ever Other Old Sent Man Can Has Had Say Day Way May Said Will Mark Bill Grant Frank Rose Hope Grace Faith Joy Mercy Charity Holy Sky Ocean River True Love Wisdom Angel London Paris Sydney Florence Georgia India China Chad Jordan Israel Kenya Ireland Cuba Asia America Africa Virginia Carolina Madrid Berlin Milan Vienna Verona Adelaide Regina Victoria Santiago Salvador Trinidad Lima Cairo Iran Persia Malaysia Ukraine".split(
        " ",
      ),
    ),
  },
];

/** Zone exemplar cities of CLDR, keyed by the last part of the zone's id: "Riyadh" → "الرياض". */
function zoneCities(language: string): Map<string, string> {
  const zones = (readJson(`cldr-dates-full/main/${language}/timeZoneNames.json`) as unknown as { main: Record<string, { dates: { timeZoneNames: { zone: unknown } } }> }).main[language]?.dates
    .timeZoneNames.zone;
  const cities = new Map<string, string>();
  const walk = (key: string, node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const city = (node as { exemplarCity?: string }).exemplarCity;
    if (typeof city === "string") cities.set(key.replaceAll("_", " "), city);
    else for (const [k, v] of Object.entries(node)) walk(k, v);
  };
  walk("", zones);
  return cities;
}

const fakerLocales = allLocales as unknown as Record<string, { person?: { first_name?: Record<string, string[]>; last_name?: Record<string, string[]> }; word?: Record<string, string[]> } | undefined>;

for (const { language, names: namesOf, adjective, locales, words, notNames } of recipes) {
  const folder = new URL(`../languages/${language}/`, import.meta.url);
  const territories = (readJson(`cldr-localenames-full/main/${language}/territories.json`) as unknown as { main: Record<string, { localeDisplayNames: { territories: Record<string, string> } }> })
    .main[language]?.localeDisplayNames.territories;
  const names: Record<string, string[]> = {};
  const add = (code: string, name: string | undefined): void => {
    const bare = name?.replace(/\s*\(.*\)/u, "").trim();
    if (!bare || /\d/u.test(bare)) return;
    names[code] ??= [];
    if (!names[code].includes(bare)) names[code].push(bare);
  };
  for (const [key, name] of Object.entries(territories ?? {})) {
    const code = key.slice(0, 2);
    if (/^[A-Z]{2}(?:-alt.*)?$/u.test(key) && !NOT_STATES.has(code)) add(code, name);
  }
  const adjectives: Record<string, string[]> = {};
  const capitals: Record<string, string> = {};
  const cities: Record<string, string[]> = {};
  const zones = zoneCities(language);
  for (const country of countries) {
    for (const name of namesOf(country)) add(country.cca2, name);
    const own = adjective(country);
    if (own) adjectives[country.cca2] = [own];
    const capital = country.capital?.[0];
    if (!capital) continue;
    capitals[country.cca2] = capital;
    const local = zones.get(capital) ?? zones.get(capital.normalize("NFD").replace(/\p{M}/gu, "")) ?? (words === undefined ? undefined : capital);
    if (local) cities[`${capital}, ${country.cca2}`] = [local];
  }
  const head = (what: string, source: string): string => `# ${what} Generated by src/build/tables.ts; do not edit.\n# Source: ${source}\n`;
  const sorted = <T>(o: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(o).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(
    new URL("countries.generated.yaml", folder),
    head("Names of states and adjectives of nationality.", "cldr-localenames-full (Unicode-3.0), world-countries (ODbL-1.0); adjectives by rule.") +
      stringify({ country: sorted(names), nationality: sorted(adjectives) }),
  );
  writeFileSync(
    new URL("places.generated.yaml", folder),
    head("Capitals.", "world-countries (ODbL-1.0), named by the zone cities of cldr-dates-full (Unicode-3.0).") + stringify({ city: sorted(cities) }),
  );
  writeFileSync(new URL("../../../schemas/inventory/capitals.yaml", folder), head("Capital of each state, English name.", "world-countries (ODbL-1.0).") + stringify(sorted(capitals)));
  const given = locales
    .flatMap((locale) => {
      const { person } = fakerLocales[locale] ?? {};
      return [...Object.values(person?.first_name ?? {}).flat(), ...(words === undefined ? Object.values(person?.last_name ?? {}).flat() : [])];
    })
    .filter((n) => n.length > 2 && !n.includes(" ") && !notNames.has(n));
  const common = words === undefined ? undefined : [...new Set(Object.values(fakerLocales[words]?.word ?? {}).flat())].filter((w) => /^[a-z]{3,}$/u.test(w)).sort();
  if (common) writeFileSync(new URL("common.generated.yaml", folder), head("Common words: never part of a name.", "@faker-js/faker (MIT).") + stringify({ stop: { "": common } }));
  writeFileSync(new URL("names.generated.yaml", folder), head("Given and family names.", "@faker-js/faker (MIT).") + stringify({ given: { "": [...new Set(given)].sort() } }));
}
