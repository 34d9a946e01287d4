/** Make dist/: the command line and the library as bundles, and the built-in knowledge as plain data. Run: `npm run build`. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { writeKnowledge } from "../knowledge/built.ts";
import { loadKnowledge } from "../knowledge/load.ts";

const root = new URL("../../", import.meta.url);
const dist = new URL("dist/", root);
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { version: string };
const source = (path: string): string => new URL(`src/${path}`, root).pathname;

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  define: { DEMARCHE_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};
const requireBanner = { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' };

/** What the command line loads only when it is asked for. */
const LAZY = [
  "cli/commands/validate.ts",
  "cli/commands/schemas.ts",
  "cli/commands/eval.ts",
  "cli/commands/explain.ts",
  "cli/commands/vocab.ts",
  "knowledge/load.ts",
  "output/yaml.ts",
  "output/csv.ts",
  "output/parquet.ts",
  "cli/outlets/database.ts",
  "cli/outlets/folder.ts",
  "cli/outlets/texts.ts",
  "read/charsets.ts",
  "read/formats/html.ts",
  "read/unpack.ts",
  "run/ledger.ts",
  "run/pool.ts",
  "run/worker.ts",
];

const lean: Plugin = {
  name: "lean",
  setup(bundler) {
    // commander can run other programs as subcommands; we have none, and loading child_process costs every start 4 ms.
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) => (importer.includes("commander") ? { path: "child_process", namespace: "none" } : undefined));
    bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "export default {}; export const spawn = undefined;" }));
    // Own lazy modules come from dist/lazy/, packages from node_modules.
    bundler.onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind !== "dynamic-import") return undefined;
      return { path: path.startsWith(".") ? `./lazy/${basename(path, ".ts")}.js` : path, external: true };
    });
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
// One CommonJS file: a start opens it alone, and Node's loader for ES modules costs more than it gives here.
await build({
  ...shared,
  entryPoints: [source("cli/main.ts")],
  outfile: new URL("cli.cjs", dist).pathname,
  format: "cjs",
  banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' },
  define: { ...shared.define, "import.meta.url": "__url" },
  plugins: [lean],
});
const esm: BuildOptions = { ...shared, format: "esm", banner: requireBanner, splitting: true, chunkNames: "chunks/[hash]", external: ["piscina", "node-sqlite3-wasm", "unpdf"] };
await build({ ...esm, entryPoints: LAZY.map(source), entryNames: "[name]", outdir: new URL("lazy/", dist).pathname });
await build({ ...esm, splitting: false, entryPoints: [source("index.ts")], outdir: dist.pathname });
writeKnowledge(loadKnowledge({ version }).knowledge, dist);

// Bytecode of what a short run executes; see bytecode.cjs. Code from a cache cannot import(), so it calls what it is given.
const cli = new URL("cli.cjs", dist);
writeFileSync(cli, readFileSync(cli, "utf8").replace(/(?<![\w$.])import\(/gu, "__import("));
copyFileSync(new URL("src/build/bytecode.cjs", root), new URL("load.cjs", dist));
const keep = `const { compile } = require("./load.cjs"); const { script, exports } = compile(); const out = { write: () => true, on() {}, once() {}, off() {} };
exports.main(["extract", "../samples/ar/letter.txt"], { stdin: process.stdin, stdout: out, stderr: out, env: {} }).then(() => require("node:fs").writeFileSync("cli.bytecode", script.createCachedData()));`;
execFileSync(process.execPath, ["-e", keep], { cwd: dist.pathname, stdio: "inherit", env: {} });
