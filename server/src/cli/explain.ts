import { readFileSync, statSync } from "node:fs";
import { refusalOf } from "./check/check-file.ts";
import { openText, Places, type ReadContext } from "./check/check-text.ts";
import { filesFor } from "./check/command.ts";
import { contextFor } from "./check/job.ts";
import { largestWhole } from "./check/large-file.ts";
import { type ListedFile, reasonOf } from "./files.ts";
import type { ExplainOptions } from "./options.ts";
import { printed, schemaVersion } from "./report/json.ts";
import { type Look, lookOf, painter, wrapped } from "./report/look.ts";
import { tool } from "./report/report.ts";
import { shown } from "./report/terminal.ts";
import type { Surroundings } from "./surroundings.ts";

/** Who can assume the roles of one file. */
interface ExplainedFile {
  readonly path: string;
  /** Why it could not be read. */
  readonly error: string | null;
  readonly policies: readonly ExplainedPolicy[];
}

interface ExplainedPolicy {
  readonly label: string;
  readonly line: number;
  /** The widest first; what a Deny takes away comes last. */
  readonly whoCanAssume: readonly string[];
}

/** Says who can assume the role of each policy that the paths stand for; resolves to the exit status. */
export async function explain(options: ExplainOptions, around: Surroundings): Promise<number> {
  const { cwd, stdout } = around;
  const context = contextFor(options, cwd, options.now ?? around.now);
  const explained: ExplainedFile[] = [];
  for (const file of filesFor(options, cwd)) {
    explained.push(await explainFile(file, context, around.stdin));
  }
  stdout.write(options.format === "json" ? asJson(explained) : asText(explained, lookOf(around)));
  return explained.some(({ error }) => error !== null) ? 2 : 0;
}

async function explainFile(
  file: ListedFile,
  context: ReadContext,
  stdin: Surroundings["stdin"],
): Promise<ExplainedFile> {
  const path = file.shown;
  if (file.error !== undefined) return { path, error: file.error, policies: [] };
  try {
    if (!file.input && statSync(file.absolute).size > largestWhole) return { path, error: tooLarge, policies: [] };
    const bytes = file.input ? await readAll(stdin) : readFileSync(file.absolute);
    const error = bytes.length > largestWhole ? tooLarge : (refusalOf(bytes) ?? null);
    return { path, error, policies: error === null ? explainText(bytes.toString("utf8"), file, context) : [] };
  } catch (error) {
    return { path, error: reasonOf(error), policies: [] };
  }
}

const tooLarge = "it is larger than 20 MB";

async function readAll(input: Surroundings["stdin"]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

function explainText(text: string, file: ListedFile, context: ReadContext): readonly ExplainedPolicy[] {
  const snapshot = openText(text, file, context, []);
  const places = new Places(text, "findings");
  const explanations = snapshot.explain();
  return snapshot.policies.map(({ site }, index) => ({
    label: site.label,
    line: places.position(site.span.start).line,
    whoCanAssume: explanations[index]?.lines ?? [],
  }));
}

function asJson(files: readonly ExplainedFile[]): string {
  return `${printed({ schemaVersion, tool, files }, 2)}\n`;
}

/** A paragraph for each policy; files without one are not spoken of, unless there is nothing else to say. */
function asText(files: readonly ExplainedFile[], look: Look): string {
  const paint = painter(look.colours);
  const paragraphs = files.flatMap(({ path, error, policies }) => {
    const unread = `${paint("bold", shown(path))}  ${paint("error", "error")}  Not checked: ${shown(error ?? "")}.\n`;
    return [...(error === null ? [] : [unread]), ...policies.map((policy) => paragraph(path, policy, look))];
  });
  return paragraphs.length > 0 ? paragraphs.join("\n") : "No trust policy.\n";
}

const question = "Who can assume: ";

function paragraph(path: string, { label, line, whoCanAssume }: ExplainedPolicy, { colours, columns }: Look): string {
  const head = `${painter(colours)("bold", `${shown(path)}:${line}`)}  ${shown(label)}`;
  const [first = "", ...others] = whoCanAssume.map(shown);
  const answers = [item(question + first, 2, columns), ...others.map((who) => item(who, 2 + question.length, columns))];
  return `${[head, ...answers.flat()].join("\n")}\n`;
}

/** A text behind so many blanks; what does not fit goes on below, two further in. */
function item(text: string, indent: number, columns: number | undefined): readonly string[] {
  const [first = "", ...rest] = columns === undefined ? [text] : wrapped(text, columns - indent - 2);
  return [`${" ".repeat(indent)}${first}`, ...rest.map((line) => `${" ".repeat(indent + 2)}${line}`)];
}
