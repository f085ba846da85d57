import fc from "fast-check";
import type { Config } from "../../server/src/config/config.ts";
import { defaultConfig, type OpenOptions } from "../../server/src/service.ts";
import { mutated } from "./mutations.ts";
import { corpus, hostile, marks, names, tokens } from "./words.ts";

/** Texts that somebody might open, from the merely unfinished to what no person would write. */

/** Any UTF-16, halves of surrogate pairs, NUL and byte order marks among it. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));

const word = fc.oneof(fc.constantFrom(...names), fc.constantFrom(...hostile), fc.string({ maxLength: 12 }));

/** Tokens of policies in no order. */
const soup = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...marks) },
      { weight: 4, arbitrary: fc.constantFrom(...tokens) },
      { weight: 1, arbitrary: fc.constantFrom(...hostile) },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));

/** JSON with the structure of a policy and anything in its places. Members may stand twice. */
const shaped = fc.letrec<{ policy: string; statement: string; condition: string; value: string; scalar: string }>(
  (tie) => ({
    scalar: fc.oneof(
      word.map((text) => JSON.stringify(text)),
      fc.constantFrom("null", "true", "false", "0", "-1", "1e400", '{"Ref":"X"}', '{"Fn::Sub":"${X}:root"}'),
    ),
    value: fc.oneof(
      { maxDepth: 3, depthIdentifier: "value" },
      tie("scalar"),
      fc.array(tie("value"), { maxLength: 2 }).map(listOf),
      fc.array(fc.tuple(word, tie("value")), { maxLength: 2 }).map(objectOf),
    ),
    condition: fc
      .array(
        fc.tuple(
          fc.oneof(fc.constantFrom("StringEquals", "StringLike", "ForAnyValue:StringLike", "Null", "ArnLike"), word),
          fc.oneof(fc.array(fc.tuple(word, tie("value")), { maxLength: 3 }).map(objectOf), tie("value")),
        ),
        { maxLength: 3 },
      )
      .map(objectOf),
    statement: fc
      .record(
        {
          Sid: tie("scalar"),
          Effect: fc.oneof(fc.constantFrom('"Allow"', '"Deny"'), tie("value")),
          Principal: fc.oneof(
            fc
              .array(fc.tuple(fc.constantFrom("AWS", "Service", "Federated", "__proto__"), tie("value")), {
                maxLength: 3,
              })
              .map(objectOf),
            tie("value"),
          ),
          NotPrincipal: tie("value"),
          Action: fc.oneof(
            fc.constantFrom('"sts:AssumeRole"', '"sts:*"', '["sts:AssumeRole","sts:TagSession"]'),
            tie("value"),
          ),
          Condition: tie("condition"),
          __proto__x: tie("value"),
        },
        { requiredKeys: ["Effect", "Principal", "Action"] },
      )
      .map((members) => objectOf(Object.entries(members))),
    policy: fc
      .tuple(
        tie("value"),
        fc.array(tie("statement"), { maxLength: 2 }),
        fc.array(fc.tuple(word, tie("value")), { maxLength: 2 }),
      )
      .map(([version, statements, more]) =>
        objectOf([["Version", version], ["Statement", listOf(statements)], ...more]),
      ),
  }),
).policy;

function listOf(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

function objectOf(members: readonly (readonly [name: string, value: string])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(",\n")}}`;
}

/** More of one thing than anybody writes. */
const endless = fc
  .tuple(
    fc.constantFrom(...marks, ...hostile.filter((text) => text.length < 20), '{"a":', "[1,", '"sts:'),
    fc.integer({ min: 50, max: 700 }),
  )
  .chain(([piece, times]) =>
    fc.constantFrom(
      piece.repeat(times),
      `{"Statement": [{"Effect": "Allow", "Principal": "${piece.repeat(times)}", "Action": "sts:AssumeRole"}]}`,
      `{"Statement": [{"Action": "sts:AssumeRole", "Condition": ${piece.repeat(times)}`,
    ),
  );

export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: anyText },
  { weight: 9, arbitrary: soup },
  { weight: 5, arbitrary: shaped },
  { weight: 15, arbitrary: mutated },
  { weight: 1, arbitrary: endless },
);

/** Small documents, mostly sound: for whoever asks for many of them. */
export const smallTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...corpus.map(({ text }) => text).filter((text) => text.length < 800)),
  mutated,
  soup,
);

const configs: fc.Arbitrary<Config> = fc.record({
  accounts: fc.subarray(["111122223333", "444455556666"]),
  organization: fc.constantFrom(undefined, "o-a1b2c3d4e5"),
  trustedVendors: fc.subarray(["Datadog", "464622532012", "__proto__"]),
  roleTrustPolicyQuota: fc.constantFrom(2048, 8192),
  files: fc.constant(defaultConfig.files),
  rules: fc.constantFrom(
    {},
    { "size-near-quota": "off" as const },
    JSON.parse('{"__proto__":"error","constructor":"off"}'),
  ),
  allow: fc.constantFrom([], [{ rule: "principal-public", sid: "__proto__", reason: "x" }]),
});

/** How a text is opened. */
export const openings: fc.Arbitrary<OpenOptions> = fc.record(
  {
    languageId: fc.constantFrom("json", "jsonc", "plaintext"),
    named: fc.boolean(),
    draft: fc.boolean(),
    config: configs,
    now: fc.constantFrom(0, Date.parse("2026-11-26T12:00:00Z"), 8.64e15),
  },
  { requiredKeys: ["languageId", "named"] },
);
