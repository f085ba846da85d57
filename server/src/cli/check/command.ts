import path from "node:path";
import type { Severity } from "../../service.ts";
import { configurationName } from "../configurations.ts";
import { byPath, type ListedFile, listFiles } from "../files.ts";
import type { CheckOptions, ReadOptions } from "../options.ts";
import { lookOf } from "../report/look.ts";
import type { Summary } from "../report/report.ts";
import { shownPath } from "../shown-path.ts";
import type { Surroundings } from "../surroundings.ts";
import type { CheckContext } from "./check-text.ts";
import { printInput } from "./input.ts";
import { type Job, type Ready, readyFor } from "./job.ts";
import { type Printed, printFile, read, Texts, Total } from "./print.ts";
import { Progress } from "./progress.ts";
import { printRecords } from "./records.ts";
import { printInThreads, threadsFor } from "./threads.ts";

/** Checks what the paths stand for and prints it; resolves to the exit status. */
export async function check(options: CheckOptions, around: Surroundings): Promise<number> {
  const { cwd, stdout, stderr } = around;
  const job: Job = { options, look: lookOf(around), cwd, now: options.now ?? around.now };
  const ready = readyFor(job);
  const files = withConfigurations(filesFor(options, cwd), ready.context);
  const progress = new Progress(stderr, files.length, options.progress && !options.quiet);
  const out = progress.over(stdout);
  const { begin, between, end } = ready.format;
  const total = new Total();
  const texts = new Texts(between);
  out.write(begin());
  for await (const some of results(files, ready, job, around)) {
    if (some.text !== "") out.write(texts.next(some));
    progress.step(some.summary);
    total.add(some);
  }
  progress.clear();
  const { outcome } = total;
  out.write(end(outcome));
  if (outcome.unread.length > 0) return 2;
  return fails(outcome.summary, options.failOn) ? 1 : 0;
}

async function* results(
  files: readonly ListedFile[],
  ready: Ready,
  job: Job,
  { stdin, program }: Surroundings,
): AsyncIterable<Printed> {
  const threads = threadsFor(files.length);
  if (program !== undefined && threads > 0 && !files.some(({ input }) => input)) {
    yield* printInThreads(files, ready, { program, job, threads });
    return;
  }
  const printStdin = job.options.stdinFormat === "ndjson" ? printRecords : printInput;
  for (const file of files) yield* file.input ? printStdin(stdin, file, ready) : printFile(read(file, ready), ready);
}

/** Everything that there is to look at, ordered by path. */
export function filesFor({ paths, stdinFilename }: ReadOptions, cwd: string): readonly ListedFile[] {
  const files = listFiles(
    paths.filter((one) => one !== "-"),
    cwd,
  );
  return paths.includes("-") ? byPath([...files, inputFile(stdinFilename, cwd)]) : files;
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
  return listed.length === 0 ? others : byPath([...others, ...listed]);
}

function inputFile(name: string | undefined, cwd: string): ListedFile {
  const shown = name === undefined ? "-" : name.replaceAll("\\", "/");
  return { absolute: path.resolve(cwd, name ?? "standard input"), shown, input: true };
}

const levels: readonly Severity[] = ["error", "warning", "information", "hint"];

function fails(summary: Summary, threshold: CheckOptions["failOn"]): boolean {
  if (threshold === "never") return false;
  return levels.slice(0, levels.indexOf(threshold) + 1).some((level) => summary[level] > 0);
}
