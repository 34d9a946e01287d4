/** Make dist/: the command line and the library as bundles, and the built-in knowledge as plain data. Run: `npm run build`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { loadKnowledge } from "../knowledge/load.ts";

const root = new URL("../../", import.meta.url);
const dist = new URL("dist/", root);
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { version: string };

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
await build({
  entryPoints: [{ in: new URL("src/cli/main.ts", root).pathname, out: "cli" }, { in: new URL("src/index.ts", root).pathname, out: "index" }],
  outdir: dist.pathname,
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: true,
  format: "esm",
  platform: "node",
  target: "node20",
  chunkNames: "chunks/[name]-[hash]",
  define: { DEMARCHE_VERSION: JSON.stringify(version) },
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  plugins: [
    {
      // commander can run other programs as subcommands; we have none, and loading child_process costs every start 4 ms.
      name: "no-child-process",
      setup(bundler) {
        bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) => (importer.includes("commander") ? { path: "child_process", namespace: "none" } : undefined));
        bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "export default {}; export const spawn = undefined;" }));
      },
    },
  ],
  logLevel: "warning",
});
writeFileSync(new URL("knowledge.json", dist), JSON.stringify(loadKnowledge({ version }).knowledge));
