import path from "node:path";
import { type Severity, version } from "../service.ts";
import { type CheckOptions, parseCommand, UsageError } from "./args.ts";
import { type CheckContext, type Checked, checkBytes, checkConfiguration, checkFile } from "./check.ts";
import { Configurations, configurationName } from "./configurations.ts";
import { type ListedFile, listFiles, reasonOf, shownPath } from "./files.ts";
import { help } from "./help.ts";
import { Progress } from "./progress.ts";
import { jsonReporter, ndjsonReporter } from "./report/json.ts";
import { type Reporter, type Summary, Tally, tool } from "./report/report.ts";
import { shown } from "./report/terminal.ts";
import { textReporter } from "./report/text.ts";
import type { Output, Surroundings } from "./surroundings.ts";

/** Runs the program; resolves to its exit status. */
export async function main(around: Surroundings): Promise<number> {
  try {
    const asked = parseCommand(around.args);
    if (asked.command === "check") return await check(asked.options, around);
    around.stdout.write(asked.command === "help" ? help : `${tool.name} ${version} (catalogue of ${tool.catalog})\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    around.stderr.write(`trust-policy: ${shown(error.message)}\nSee trust-policy --help.\n`);
    return 2;
  }
}

async function check(options: CheckOptions, around: Surroundings): Promise<number> {
  const { cwd } = around;
  const now = options.now ?? around.now;
  const context: CheckContext = { options, configurations: configurationsFor(options, cwd, now), cwd, now };
  const files = withConfigurations(filesFor(options, cwd), context);
  const progress = new Progress(around.stderr, files.length, options.progress && !options.quiet);
  const reporter = reporterFor(options, around.env, progress.over(around.stdout));
  const tally = new Tally();
  let unread = false;
  for (const file of files) {
    const checked = await checkOne(file, context, around);
    progress.step();
    if (!checked) continue;
    tally.add(checked.report);
    unread ||= checked.report.error !== null;
    reporter.file(checked.report, checked.text);
  }
  progress.clear();
  reporter.end(tally.summary);
  if (unread) return 2;
  return fails(tally.summary, options.failOn) ? 1 : 0;
}

function configurationsFor({ config }: CheckOptions, cwd: string, now: number): Configurations {
  try {
    return new Configurations(config === undefined ? undefined : path.resolve(cwd, config), now);
  } catch (error) {
    throw new UsageError(`--config ${config}: ${reasonOf(error)}.`);
  }
}

/** Everything that there is to look at, ordered by path. */
function filesFor({ paths, stdinFilename }: CheckOptions, cwd: string): readonly ListedFile[] {
  const files = listFiles(
    paths.filter((one) => one !== "-"),
    cwd,
  );
  return paths.includes("-") ? ordered([...files, inputFile(stdinFilename, cwd)]) : files;
}

/** In place of the configurations that somebody named, and beside the other files: those that count, each once. */
function withConfigurations(
  files: readonly ListedFile[],
  { configurations, cwd }: CheckContext,
): readonly ListedFile[] {
  const found = new Set(files.flatMap(({ absolute }) => configurations.nearest(path.dirname(absolute)) ?? []));
  const listed = [...found].map((configuration): ListedFile => {
    const { absolute } = configuration;
    return { absolute, shown: shownPath(absolute, cwd), configuration };
  });
  const others = files.filter(({ absolute }) => path.basename(absolute) !== configurationName);
  return ordered([...others, ...listed]);
}

function ordered(files: readonly ListedFile[]): readonly ListedFile[] {
  return files.toSorted((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}

function inputFile(name: string | undefined, cwd: string): ListedFile {
  const shown = name === undefined ? "-" : name.replaceAll("\\", "/");
  return { absolute: path.resolve(cwd, name ?? "standard input"), shown, input: true };
}

/** Undefined for a configuration with nothing wrong. */
async function checkOne(
  file: ListedFile,
  context: CheckContext,
  { stdin }: Surroundings,
): Promise<Checked | undefined> {
  if (file.input) return checkBytes(await readAll(stdin), file, context);
  if (file.configuration) return checkConfiguration(file.configuration, context.cwd);
  return checkFile(file, context);
}

async function readAll(input: Surroundings["stdin"]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

function reporterFor({ format, quiet }: CheckOptions, env: Surroundings["env"], out: Output): Reporter {
  if (format === "json") return jsonReporter(out);
  if (format === "ndjson") return ndjsonReporter(out);
  return textReporter(out, { quiet, colours: out.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb" });
}

const levels: readonly Severity[] = ["error", "warning", "information", "hint"];

function fails(summary: Summary, threshold: CheckOptions["failOn"]): boolean {
  if (threshold === "never") return false;
  return levels.slice(0, levels.indexOf(threshold) + 1).some((level) => summary[level] > 0);
}
