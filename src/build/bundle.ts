/** Make dist/: the command line and the library as bundles, and the built-in knowledge as plain data. Run: `npm run build`. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { build, type Plugin } from "esbuild";
import { writeKnowledge } from "../knowledge/built.ts";
import { loadKnowledge } from "../knowledge/load.ts";

const root = new URL("../../", import.meta.url);
const dist = new URL("dist/", root);
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { version: string };

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const noChildProcess: Plugin = {
  // commander can run other programs as subcommands; we have none, and loading child_process costs every start 4 ms.
  name: "no-child-process",
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) => (importer.includes("commander") ? { path: "child_process", namespace: "none" } : undefined));
    bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "export default {}; export const spawn = undefined;" }));
  },
};

// One build each: sharing chunks between them would cost every start of the command more files to open.
for (const [source, name] of [
  ["src/cli/main.ts", "cli"],
  ["src/index.ts", "index"],
] as const)
  await build({
    entryPoints: [{ in: new URL(source, root).pathname, out: name }],
    outdir: dist.pathname,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node20",
    chunkNames: `${name}-chunks/[name]-[hash]`,
    define: { DEMARCHE_VERSION: JSON.stringify(version) },
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    plugins: [noChildProcess],
    logLevel: "warning",
  });
writeKnowledge(loadKnowledge({ version }).knowledge, dist);
