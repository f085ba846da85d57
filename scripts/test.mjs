// Runs every check and test, quickest to fail first, and ends with one line: N passed, N failed.
// `npm test -- STEP …` runs only the steps named.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setUpNeovim, setUpVSCode } from "../test/vscode/install.mjs";
import { root, setUp } from "./setup.mjs";

const AT_ONCE = 2; // so many VS Codes run side by side: each takes a core, and one of them waits much of the time
const LONGEST_FILE = 10 * 60 * 1000; // a test file that waits for what never comes has failed
const logs = path.join(root, "dist/test");

/** Each step resolves to its counts; the first one with a failure is the last one to run. */
const steps = {
  types: () => check("node_modules/typescript/bin/tsc", "-b"),
  lint: () => check("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
  generated: () => check("--import", "tsx", "scripts/generate.ts", "--check"),
  build: () => check("scripts/build.mjs"),
  package: () => check("scripts/package.mjs"),
  unit: () => nodeTests("unit", ["test/unit", "test/specs", "test/laws", "test/fuzz", "test/tidy"]),
  protocol: () => nodeTests("protocol", ["test/protocol"]),
  editors: () => nodeTests("editors", ["test/editors"]),
  vscode: () => vscodeTests(),
};

process.exitCode = (await runSteps(chosenSteps())) ? 0 : 1;

function chosenSteps() {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0)
    throw new Error(`No step is called ${unknown.join(", ")}. There are: ${Object.keys(steps).join(", ")}.`);
  return Object.entries(steps).filter(([name]) => names.length === 0 || names.includes(name));
}

async function runSteps(chosen) {
  const total = { passed: 0, failed: 0 };
  const left = chosen.map(([name]) => name);
  try {
    await setUp();
    if (left.includes("editors")) setUpNeovim();
    if (left.includes("vscode")) await setUpVSCode();
    mkdirSync(logs, { recursive: true });
    for (const [name, run] of chosen) {
      const started = Date.now();
      console.log(`\n── ${name}`);
      const counts = await run();
      left.shift();
      total.passed += counts.passed;
      total.failed += counts.failed;
      console.log(`${counts.passed} passed, ${counts.failed} failed in ${seconds(started)} s`);
      if (counts.failed > 0) break;
    }
  } catch (error) {
    console.error(error);
    total.failed++;
  }
  if (left.length > 0) console.log(`\nNot run after the failure: ${left.join(", ")}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0;
}

/** A program that passes or fails as a whole. */
async function check(...args) {
  const status = await node(args, "inherit");
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The tests under some folders by Node's own runner. A folder without a test is a failure, and so is a test that is skipped. */
async function nodeTests(name, folders) {
  const files = folders.flatMap(testFiles);
  const log = path.join(logs, `${name}.log`);
  const reporter = ["--test-reporter=spec", `--test-reporter-destination=${log}`];
  const runner = ["--test", "--test-concurrency=2", `--test-timeout=${LONGEST_FILE}`];
  const status = await node(["--import", "tsx", ...runner, ...reporter, ...files], "inherit");
  const text = existsSync(log) ? readFileSync(log, "utf8") : "";
  const count = (what) => Number(new RegExp(`^ℹ ${what} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  const passed = count("pass");
  const notPassed = ["fail", "cancelled", "skipped", "todo"].map(count).reduce((sum, more) => sum + more, 0);
  const failed = notPassed === 0 && (status !== 0 || passed === 0) ? 1 : notPassed;
  if (failed > 0) console.log(text.slice(Math.max(0, text.indexOf("✖ failing tests:"))));
  return { passed, failed };
}

function testFiles(folder) {
  const names = existsSync(folder) ? readdirSync(path.join(root, folder), { recursive: true }) : [];
  const tests = names.filter((name) => /\.test\.m?[jt]s$/.test(name)).sort();
  if (tests.length === 0) throw new Error(`${folder} holds no test.`);
  return tests.map((name) => path.join(folder, name));
}

/** The suite in every kind of VS Code, and the tests that use the keyboard. */
async function vscodeTests() {
  const { bundleSuite } = await import("../test/vscode/bundle.mjs");
  const { runVariant, variants } = await import("../test/vscode/run.mjs");
  const suite = await bundleSuite();
  const jobs = [
    () => nodeTests("keyboard", ["test/vscode/keyboard"]),
    ...Object.entries(variants).map(([name, variant]) => async () => {
      const { text, ...counts } = await runVariant(name, variant, suite);
      console.log(text);
      return counts;
    }),
  ];
  const counts = await runAll(jobs, AT_ONCE);
  const sum = (key) => counts.reduce((total, one) => total + one[key], 0);
  return { passed: sum("passed"), failed: sum("failed") };
}

/** Runs all jobs, some at once. */
async function runAll(jobs, atOnce) {
  const results = [];
  const waiting = [...jobs];
  const worker = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) results.push(await job());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

function node(args, stdio) {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, args, { cwd: root, stdio }).once("error", reject).once("exit", resolve);
  });
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
