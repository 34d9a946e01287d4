#!/usr/bin/env node
import { main } from "../dist/cli.js";

process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});
process.stderr.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await main(process.argv.slice(2), process);
