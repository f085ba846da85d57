import type { Position, Range } from "vscode-languageserver";
import { ErrorCodes, ResponseError } from "./protocol.ts";

interface Place {
  readonly textDocument: { readonly uri: string };
  readonly position?: Position;
  readonly range?: Range;
}

/** Refuses a request that does not say where, as the protocol answers what cannot be read. */
export function expectPlace(params: Place, part?: "position" | "range"): void {
  if (typeof params?.textDocument?.uri !== "string") throw invalid("textDocument.uri is not a text");
  if (part === "position" && !isPosition(params.position)) throw invalid("position is not a line and a character");
  if (part === "range" && !(isPosition(params.range?.start) && isPosition(params.range?.end)))
    throw invalid("range has no start or no end");
}

/** Two whole numbers, neither below zero; both may be past the end of the text. */
export function isPosition(given: Position | undefined): given is Position {
  return isCount(given?.line) && isCount(given?.character);
}

function isCount(given: unknown): boolean {
  return Number.isSafeInteger(given) && Number(given) >= 0;
}

function invalid(reason: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, `The request cannot be answered: ${reason}.`);
}
