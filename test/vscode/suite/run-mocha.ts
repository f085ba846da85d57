import Mocha from "mocha";
import { writeLine } from "./extension-host.ts";
import { runOptions } from "./run-options.ts";

/**
 * Runs the suite that `load` defines and writes one JSON line for each test to the report, so that a run that hangs or crashes
 * still tells how far it came. Rejects when a test failed: that is how VS Code learns the outcome.
 */
export async function runMocha(load: () => Promise<void>): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, reporter: LineReporter });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  await load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  await written;
  if (failures > 0) throw new Error(`${failures} failed`);
}

class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;
    runner.on(EVENT_TEST_PASS, (test) => write({ state: "passed", title: test.fullTitle(), ms: test.duration }));
    runner.on(EVENT_TEST_PENDING, (test) => write({ state: "skipped", title: test.fullTitle() }));
    runner.on(EVENT_TEST_FAIL, (test, error) =>
      write({ state: "failed", title: test.fullTitle(), error: describeError(error) }),
    );
    runner.on(EVENT_RUN_END, () => write({ state: "end" }));
  }
}

let written: Promise<void> = Promise.resolve();

function write(line: { state: string; title?: string; ms?: number | undefined; error?: string }): void {
  written = written.then(() => writeLine(runOptions().report, JSON.stringify(line)));
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${describeError(error.cause)}`;
  const difference =
    "actual" in error && "expected" in error
      ? `\nactual:   ${show(error.actual)}\nexpected: ${show(error.expected)}`
      : "";
  return `${error.stack ?? error.message}${difference}${cause}`;
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 1);
}
