import type { ListedFile } from "../files.ts";
import type { Surroundings } from "../surroundings.ts";
import { checkBytes } from "./check-file.ts";
import type { Ready } from "./job.ts";
import { LargeFile, largestWhole } from "./large-file.ts";
import { PiecePrinter } from "./pieces.ts";
import { type Printed, printed } from "./print.ts";

/** Checks standard input as one document and prints it: a large one piece by piece, so that it is never in memory as a whole. */
export async function* printInput(
  input: Surroundings["stdin"],
  file: ListedFile,
  { context, format }: Ready,
): AsyncIterable<Printed> {
  const printer = new PiecePrinter(file, format);
  let kept: Uint8Array[] = [];
  let length = 0;
  let large: LargeFile | undefined;
  for await (const chunk of input) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    kept.push(bytes);
    if (length <= largestWhole) continue;
    large ??= new LargeFile(file, context);
    for (const piece of kept.flatMap((one) => large?.push(one) ?? [])) yield printer.add(piece);
    kept = [];
  }
  if (!large) yield printed(checkBytes(Buffer.concat(kept), file, context), format);
  else {
    for (const piece of large.end()) yield printer.add(piece);
    yield* printer.end();
  }
}
