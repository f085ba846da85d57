import { createReadStream } from "node:fs";
import { openText, Places, type ReadContext } from "./check/check-text.ts";
import { filesFor } from "./check/command.ts";
import type { Element } from "./check/elements.ts";
import { contextFor } from "./check/job.ts";
import { partsOf } from "./check/parts.ts";
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
  const policies: ExplainedPolicy[] = [];
  let error: string | null = null;
  try {
    for await (const part of partsOf(file.input ? stdin : createReadStream(file.absolute))) {
      if ("error" in part) error = part.error;
      else policies.push(...explainText(part, file, context));
    }
  } catch (reason) {
    error = reasonOf(reason);
  }
  return { path, error, policies };
}

function explainText({ text, origin }: Element, file: ListedFile, context: ReadContext): readonly ExplainedPolicy[] {
  const snapshot = openText(text, file, context, []);
  const places = new Places(text, "findings", origin);
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
