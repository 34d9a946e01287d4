/**
 * Run the bundle from the bytecode that the build kept of it: compiling it would be a sixth of a short run. Copied to dist/load.cjs.
 * Another version of Node rejects the bytecode and compiles as usual.
 */
const { readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { Script } = require("node:vm");

const bundle = join(__dirname, "cli.cjs");
const bytecode = join(__dirname, "cli.bytecode");

// Code from a cache has no import() of its own: it is handed this one.
const load = (name) => import(name.startsWith(".") ? pathToFileURL(join(__dirname, name)).href : name);

function compile(cachedData) {
  const source = `(function (exports, require, module, __filename, __dirname, __import) {${readFileSync(bundle, "utf8")}\n})`;
  const script = new Script(source, { filename: bundle, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, bundle, dirname(bundle), load);
  return { script, exports: module.exports };
}

exports.compile = compile;
exports.load = () => {
  let cachedData;
  try {
    cachedData = readFileSync(bytecode);
  } catch {
    // Not kept: compile.
  }
  return compile(cachedData).exports;
};
