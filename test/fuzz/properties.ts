import fc from "fast-check";
import { checkText } from "./check-text.ts";
import { checksEndWell } from "./checks.ts";
import { configurationsAreRead } from "./configurations.ts";
import { editsLeadToTheText } from "./edits.ts";
import { listsAreTakenApart } from "./lists.ts";
import { recordsAreReported } from "./records.ts";
import { sessionsEndWell } from "./sessions.ts";
import { openings, texts } from "./texts.ts";

/** One thing that must hold whatever comes: run briefly with every test, and at length by `npm run fuzz`. */
export interface Property {
  readonly name: string;
  /** How many cases. */
  readonly brief: number;
  readonly long: number;
  readonly holds: fc.IRawProperty<unknown>;
}

const offsets = fc.array(fc.nat({ max: 4095 }), { minLength: 1, maxLength: 2 });

export const properties: readonly Property[] = [
  {
    name: "any text gets answers, the same ones each time, inside the text",
    brief: 200,
    long: 125_000,
    holds: fc.property(texts, openings, offsets, checkText),
  },
  {
    name: "any configuration is read, and changed where it can be",
    brief: 300,
    long: 30_000,
    holds: configurationsAreRead,
  },
  {
    name: "any edits lead to what opening the text leads to",
    brief: 100,
    long: 20_000,
    holds: editsLeadToTheText,
  },
  {
    name: "whatever an editor does, each request is answered and nothing stale is left",
    brief: 100,
    long: 30_000,
    holds: sessionsEndWell,
  },
  {
    name: "any large list is taken apart in the same way, however its bytes come",
    brief: 200,
    long: 20_000,
    holds: listsAreTakenApart,
  },
  {
    name: "any lines of documents get a report each, however their bytes come",
    brief: 50,
    long: 10_000,
    holds: recordsAreReported,
  },
  {
    name: "any document is checked on the command line, in each format",
    brief: 50,
    long: 10_000,
    holds: checksEndWell,
  },
];
