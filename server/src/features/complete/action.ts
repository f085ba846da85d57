import { actions, findService } from "../../catalog/index.ts";
import type { StsAction } from "../../catalog/types.ts";
import { array, string } from "../../tree/edit.ts";
import { describeAction } from "../hover/action.ts";
import { listed } from "../hover/markdown.ts";
import { callerWords } from "./documentation.ts";
import type { Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";

/** The actions that go with the principal of the statement; none that stands there already. */
export function actionCandidates(scene: Scene): readonly Candidate[] {
  const needed = neededActions(scene);
  const optional = new Set(scene.callers.flatMap(({ service }) => findService(service ?? "")?.optionalActions ?? []));
  const single = actions()
    .filter((action) => !scene.beside.has(action.name.toLowerCase()) && isFor(action, scene))
    .map((action, index): Candidate => {
      const place = needed.indexOf(action.name);
      const usual = optional.has(action.name) ? 15 : 20;
      const rank = place >= 0 ? place : (action.role === "entry" ? 10 : usual) + index / 100;
      return {
        label: action.name,
        detail: `action · for ${whoOf(action)}`,
        kind: "action",
        rank,
        insertion: { value: string(action.name) },
        documentation: () => describeAction(action),
        preselect: place === 0,
      };
    });
  return scene.slot.isItem || needed.length < 2 ? single : [together(needed), ...single];
}

/** Several actions at once, where the service needs them all. */
function together(names: readonly string[]): Candidate {
  const known = actions().filter(({ name }) => names.includes(name));
  return {
    label: names.join(", "),
    detail: "actions · what the service needs",
    kind: "action",
    rank: -1,
    insertion: { value: array(names.map((name) => string(name))) },
    documentation: () => known.map((action) => describeAction(action)).join("\n\n---\n\n"),
    preselect: true,
  };
}

function whoOf({ callers }: StsAction): string {
  const words = callers.map((kind) => callerWords[kind]);
  return words.length === 4 ? "every caller" : listed(words, 4);
}

function isFor({ role, callers }: StsAction, scene: Scene): boolean {
  if (role === "inapplicable") return false;
  if (scene.statement?.allow === false || scene.callers.length === 0 || !scene.callersKnown) return true;
  return callers.some((kind) => scene.callers.some((caller) => caller.kind === kind));
}

/** What the callers need to get in, the entry action first: for most one action, for some services several. */
export function neededActions({ callers }: Pick<Scene, "callers">): readonly string[] {
  const needed = callers.flatMap(({ kind, service }): readonly string[] => {
    const required = service === undefined ? undefined : findService(service)?.requiredActions;
    if (required) return required;
    const entry = actions().find(({ role, callers: kinds }) => role === "entry" && kinds.includes(kind));
    return entry ? [entry.name] : [];
  });
  return [...new Set(needed)];
}
