import type { ListedFile } from "../files.ts";
import type { Surroundings } from "../surroundings.ts";
import { notChecked } from "./check-file.ts";
import { checkText } from "./check-text.ts";
import type { Ready } from "./job.ts";
import { partsOf } from "./parts.ts";
import { PiecePrinter } from "./pieces.ts";
import type { Printed } from "./print.ts";

/** Checks standard input as one document and prints it: a large one piece by piece, so that it is never in memory as a whole. */
export async function* printInput(
  input: Surroundings["stdin"],
  file: ListedFile,
  { context, format }: Ready,
): AsyncIterable<Printed> {
  const printer = new PiecePrinter(file, format);
  for await (const part of partsOf(input)) {
    const checked = "error" in part ? notChecked(file, part.error) : checkText(part.text, file, context, part.origin);
    yield printer.add(checked);
  }
  yield* printer.end();
}
