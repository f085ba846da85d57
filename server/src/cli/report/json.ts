import { type CheckedFile, type CheckedFinding, type Collector, type Format, tool } from "./report.ts";

/** Of the JSON that the commands print. */
export const schemaVersion = 1;

/** One object, which is written as it becomes known. */
export const json: Format = {
  shows: "findings",
  between: ",",
  begin: () => `{\n  "schemaVersion": ${schemaVersion},\n  "tool": ${indented(tool, 1)},\n  "files": [`,
  file: (checked) => wholeFile(checked, pretty),
  collect: (path) => new FileCollector(path, pretty),
  end: ({ summary }) => `${summary.files > 0 ? "\n  " : ""}],\n  "summary": ${indented(summary, 1)}\n}\n`,
};

/** A line for each file as soon as it is done, then one with the summary. */
export const ndjson: Format = {
  shows: "findings",
  between: "",
  begin: () => "",
  file: (checked) => wholeFile(checked, compact),
  collect: (path) => new FileCollector(path, compact),
  end: ({ summary }) => `${printed({ schemaVersion, tool, summary })}\n`,
};

/** How an object is laid out; the names and their order are documented. */
interface Layout {
  readonly file: (value: object) => string;
  /** The same part by part, for a file that comes in pieces. */
  readonly begin: string;
  readonly member: (name: string) => string;
  readonly item: (value: object) => string;
  readonly closeList: string;
  readonly end: string;
}

const pretty: Layout = {
  file: (value) => `\n    ${indented(value, 2)}`,
  begin: "\n    {",
  member: (name) => `\n      "${name}": `,
  item: (value) => `\n        ${indented(value, 4)}`,
  closeList: "\n      ]",
  end: "\n    }",
};

const compact: Layout = {
  file: (value) => `${printed(value)}\n`,
  begin: "{",
  member: (name) => `"${name}":`,
  item: printed,
  closeList: "]",
  end: "}\n",
};

function wholeFile({ path, error, policies, findings }: CheckedFile, { file }: Layout): string {
  return file({ path, error, policies, findings: findings.map((finding) => reported(finding, 0)) });
}

interface FileObjects {
  readonly path: string;
  readonly error: string | null;
  readonly policies: Iterable<object>;
  readonly findings: Iterable<object>;
}

function* fileTexts({ path, error, policies, findings }: FileObjects, layout: Layout): Iterable<string> {
  const { begin, member, end } = layout;
  yield `${begin}${member("path")}${printed(path)},${member("error")}${printed(error)},${member("policies")}`;
  yield* listTexts(policies, layout);
  yield `,${member("findings")}`;
  yield* listTexts(findings, layout);
  yield end;
}

function* listTexts(values: Iterable<object>, { item, closeList }: Layout): Iterable<string> {
  yield "[";
  let some = false;
  for (const value of values) {
    yield some ? `,${item(value)}` : item(value);
    some = true;
  }
  yield some ? closeList : "]";
}

/** Keeps a large file as short texts, which are much less than the objects themselves, until all of it is known. */
class FileCollector implements Collector {
  readonly #path: string;
  readonly #layout: Layout;
  readonly #policies: string[] = [];
  readonly #findings: string[] = [];
  #error: string | null = null;

  constructor(path: string, layout: Layout) {
    this.#path = path;
    this.#layout = layout;
  }

  add({ error, policies, findings }: CheckedFile): void {
    const before = this.#policies.length;
    this.#error ??= error;
    for (const finding of findings) this.#findings.push(JSON.stringify(reported(finding, before)));
    for (const policy of policies) this.#policies.push(JSON.stringify(policy));
  }

  *end(): Iterable<string> {
    const [policies, findings] = [objectsOf(this.#policies), objectsOf(this.#findings)];
    const texts = fileTexts({ path: this.#path, error: this.#error, policies, findings }, this.#layout);
    yield* batches(texts);
  }
}

function* objectsOf(texts: readonly string[]): Iterable<object> {
  for (const text of texts) yield JSON.parse(text) as object;
}

/** So much is written at a time, in characters. */
const batch = 64 * 1024;

function* batches(texts: Iterable<string>): Iterable<string> {
  let together = "";
  for (const text of texts) {
    together += text;
    if (together.length < batch) continue;
    yield together;
    together = "";
  }
  yield together;
}

/** A finding as others read it. `before`: how many policies of the file came in earlier pieces. */
function reported({ rule, severity, message, policy, range, url, fixes }: CheckedFinding, before: number): object {
  return {
    rule,
    severity,
    message,
    policy: policy === null ? null : policy + before,
    range,
    url,
    fixes: fixes.map(({ title, safe }) => ({ title, safe })),
  };
}

function indented(value: object, level: number): string {
  return printed(value, 2).replaceAll("\n", `\n${"  ".repeat(level)}`);
}

/** JSON leaves some control characters as they are; a terminal would obey them. All of them stand inside strings. */
export function printed(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
