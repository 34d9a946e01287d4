#!/usr/bin/env node
// CommonJS (see package.json beside this file): Node's loader for ES modules would cost every start some milliseconds.
const { load } = require("../dist/load.cjs");

const { main } = load();

// A reader that goes away (head, less) is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
main(process.argv.slice(2), process).then((exit) => {
  process.exitCode = exit;
});
