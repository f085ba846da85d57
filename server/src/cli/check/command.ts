import path from "node:path";
import type { Severity } from "../../service.ts";
import type { CheckOptions } from "../args.ts";
import { configurationName } from "../configurations.ts";
import { type ListedFile, listFiles, shownPath } from "../files.ts";
import { lookOf } from "../report/formats.ts";
import type { Summary } from "../report/report.ts";
import type { Surroundings } from "../surroundings.ts";
import { checkBytes } from "./check-file.ts";
import type { CheckContext } from "./check-text.ts";
import { type Job, type Ready, readyFor } from "./job.ts";
import { nothing, type Printed, printed, printFiles, sum } from "./print.ts";
import { Progress } from "./progress.ts";
import { printInThreads, threadsFor } from "./threads.ts";

/** Checks what the paths stand for and prints it; resolves to the exit status. */
export async function check(options: CheckOptions, around: Surroundings): Promise<number> {
  const { cwd, stdout, stderr } = around;
  const job: Job = { options, look: lookOf(around), cwd, now: options.now ?? around.now };
  const ready = readyFor(job);
  const files = withConfigurations(filesFor(options, cwd), ready.context);
  const progress = new Progress(stderr, files.length, options.progress && !options.quiet);
  const out = progress.over(stdout);
  let total: Printed = { text: "", summary: nothing, unread: false, rules: new Set() };
  let between = "";
  out.write(ready.format.begin());
  for await (const some of results(files, ready, job, around)) {
    if (some.text !== "") {
      out.write(between + some.text);
      between = ready.format.between;
    }
    progress.step(some.summary.files);
    total = added(total, some);
  }
  progress.clear();
  out.write(ready.format.end(total.summary, total.rules));
  if (total.unread) return 2;
  return fails(total.summary, options.failOn) ? 1 : 0;
}

async function* results(
  files: readonly ListedFile[],
  { context, format }: Ready,
  job: Job,
  { stdin, program }: Surroundings,
): AsyncGenerator<Printed> {
  const print = (some: readonly ListedFile[]) => printFiles(some, context, format);
  const threads = threadsFor(files.length);
  if (program !== undefined && threads > 0 && !files.some(({ input }) => input)) {
    yield* printInThreads(files, print, { program, job, threads });
    return;
  }
  for (const file of files) {
    if (file.input) yield printed([checkBytes(await readAll(stdin), file, context)], format);
    else yield print([file]);
  }
}

function added(a: Printed, b: Printed): Printed {
  return {
    text: "",
    summary: sum(a.summary, b.summary),
    unread: a.unread || b.unread,
    rules: new Set([...a.rules, ...b.rules]),
  };
}

/** Everything that there is to look at, ordered by path. */
function filesFor({ paths, stdinFilename }: CheckOptions, cwd: string): readonly ListedFile[] {
  const files = listFiles(
    paths.filter((one) => one !== "-"),
    cwd,
  );
  return paths.includes("-") ? ordered([...files, inputFile(stdinFilename, cwd)]) : files;
}

/** In place of the configurations that somebody named, and beside the other files: those with something wrong, each once. */
function withConfigurations(
  files: readonly ListedFile[],
  { configurations, cwd }: CheckContext,
): readonly ListedFile[] {
  const found = new Set(files.flatMap(({ absolute }) => configurations.nearest(path.dirname(absolute)) ?? []));
  const listed = [...found]
    .filter(({ reading }) => reading.problems.length > 0)
    .map((configuration): ListedFile => {
      const { absolute } = configuration;
      return { absolute, shown: shownPath(absolute, cwd), configuration };
    });
  const others = files.filter(({ absolute }) => path.basename(absolute) !== configurationName);
  return listed.length === 0 ? others : ordered([...others, ...listed]);
}

function ordered(files: readonly ListedFile[]): readonly ListedFile[] {
  return files.toSorted((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}

function inputFile(name: string | undefined, cwd: string): ListedFile {
  const shown = name === undefined ? "-" : name.replaceAll("\\", "/");
  return { absolute: path.resolve(cwd, name ?? "standard input"), shown, input: true };
}

async function readAll(input: Surroundings["stdin"]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

const levels: readonly Severity[] = ["error", "warning", "information", "hint"];

function fails(summary: Summary, threshold: CheckOptions["failOn"]): boolean {
  if (threshold === "never") return false;
  return levels.slice(0, levels.indexOf(threshold) + 1).some((level) => summary[level] > 0);
}
