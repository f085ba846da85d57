import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseTree } from "jsonc-parser";
import { jsonService } from "./json-service.ts";
import { compare } from "./measure.ts";
import { accountOfRoles, policyOf4Kb, shortPolicyOfStatements } from "./policies.ts";
import { type Row, timed } from "./table.ts";

/** The core itself, as the bundle that is shipped: a loader that compiles on the fly would be measured too. */

type Service = typeof import("../../server/src/service.ts");
const library = pathToFileURL(path.resolve(import.meta.dirname, "../../server/dist/service.js")).href;
const { open } = (await import(library)) as Service;

function snapshot(text: string): ReturnType<Service["open"]> {
  return open(text, { languageId: "json", named: true, now: 1_800_000_000_000 });
}

export async function analysis(): Promise<readonly Row[]> {
  const text = policyOf4Kb();
  const json = jsonService();
  const runs = {
    ours: () => snapshot(text).findings,
    read: () => snapshot(text).policies,
    jsonc: () => parseTree(text),
    json: () => json.validate(text),
  };
  await compare(runs, 2000);
  const times = await compare(runs, 2000);
  const what = `policy of ${text.length} characters: parse and all rules`;
  return [
    timed(what, times.ours, times.json, "JSON service: parse and validate", 1.5),
    timed("  the same", times.ours, times.jsonc, "jsonc-parser: parse", 4),
    timed("  of which parse", times.read, times.jsonc, "jsonc-parser: parse"),
  ];
}

/** Each asked of a text that was just changed, so that it has to be read anew. */
export async function completionAndHover(): Promise<readonly Row[]> {
  const whole = policyOf4Kb();
  const at = whole.indexOf('"Action"');
  const typed = `${whole.slice(0, at)}"": "",\n      ${whole.slice(at)}`;
  const place = (text: string, offset: number) => ({
    line: text.slice(0, offset).split("\n").length - 1,
    character: offset - text.lastIndexOf("\n", offset - 1) - 1,
  });
  const json = jsonService();
  const effect = whole.indexOf('"Effect"') + 2;
  const [inKey, onEffect] = [place(typed, at + 1), place(whole, effect)];
  const runs = {
    completion: () => snapshot(typed).complete(at + 1),
    jsonCompletion: () => json.complete(typed, inKey),
    hover: () => snapshot(whole).hover(effect),
    jsonHover: () => json.hover(whole, onEffect),
  };
  await compare(runs, 500);
  const times = await compare(runs, 1000);
  return [
    timed("completion of a statement's elements", times.completion, times.jsonCompletion, "JSON service", 1),
    timed("hover on an element", times.hover, times.jsonHover, "JSON service", 1),
  ];
}

export async function growth(): Promise<readonly Row[]> {
  const findings = (text: string) => snapshot(text).findings;
  const everyFix = (text: string) => {
    const roles = snapshot(text);
    return roles.findings.map((finding) => roles.fixes(finding));
  };
  return [
    await grown("statements", [1000, 100_000], shortPolicyOfStatements, findings),
    await grown("roles of an account, with fixes", [200, 5000], accountOfRoles, everyFix),
  ];
}

/** How much longer it takes for how much more, beside what jsonc-parser's own parse takes longer. */
async function grown(
  what: string,
  [low, high]: readonly [number, number],
  textOf: (count: number) => string,
  read: (text: string) => unknown,
): Promise<Row> {
  const [small, large] = [textOf(low), textOf(high)];
  const runs = (text: string) => ({ ours: () => read(text), peer: () => parseTree(text) });
  await compare(runs(small), 20);
  const few = await compare(runs(small), 40);
  const many = await compare(runs(large), 5);
  const [ours, peer] = [many.ours / few.ours, many.peer / few.peer];
  return {
    what: `growth from ${low} to ${high} ${what} (${(large.length / 1e6).toFixed(1)} MB)`,
    ours: `${ours.toFixed(0)} × (${many.ours.toFixed(0)} ms)`,
    peer: `${peer.toFixed(0)} × (${many.peer.toFixed(0)} ms) jsonc-parser: parse`,
    ratio: ours / peer,
    goal: "at most 1.3 ×",
    met: ours / peer <= 1.3,
  };
}
