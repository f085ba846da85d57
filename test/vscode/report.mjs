// Reads what the suite in the extension host has written down.
import { readFileSync } from "node:fs";

/**
 * Counts what the suite has written down. A skipped test and a run that did not reach its end count as failures.
 * @param {string} report the file of the suite's results, a JSON object in each line
 * @param {unknown} trouble what VS Code ended with, if not well
 * @returns {{ passed: number, failed: number, text: string }}
 */
export function readReport(report, trouble) {
  const lines = readFileSync(report, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const tests = lines.filter((line) => line.state !== "end");
  const text = tests.map(({ state, title, error }) => {
    const mark = state === "passed" ? "✔" : "✖";
    return `  ${mark} ${title}${state === "skipped" ? " (skipped)" : ""}${error ? `\n${indent(error)}` : ""}`;
  });
  const passed = tests.filter((test) => test.state === "passed").length;
  let failed = tests.length - passed;
  if (tests.length === 0 || lines.length === tests.length) {
    failed++;
    text.push(`  ✖ the run did not reach its end\n${indent(String(trouble?.stack ?? "No test ran."))}`);
  }
  return { passed, failed, text: text.join("\n") };
}

function indent(text) {
  return text.replaceAll(/^/gm, "      ");
}
