import type { Caller } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { findService } from "../catalog/index.ts";
import { valuesOf } from "./condition-words.ts";
import { type Phrase, type Take, width } from "./phrase.ts";

/** A service, and for whose resource it comes. */
export function serviceWords({ service, principal }: Caller, take: Take): readonly Phrase[] {
  if (service === undefined) return [{ text: "a service that is only known at deployment", width: width.one }];
  const known = findService(service);
  const title = known?.title === undefined ? service : `${known.title} (${principal.text ?? service})`;
  const sources: Test[] = [];
  for (let test = take(isSource); test; test = take(isSource)) sources.push(test);
  const best = sources.find(({ key }) => key?.key.type === "ARN") ?? sources[0];
  if (best) return [{ text: `${title} for ${valuesOf(best)}`, width: width.one }];
  if (known?.confusedDeputy !== "documented") return [{ text: title, width: width.one }];
  return [{ text: `${title}, for any AWS account`, width: width.account }];
}

function isSource({ key }: Test): boolean {
  return key?.key.pins === "source";
}
