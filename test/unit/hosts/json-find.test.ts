import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "../../../server/src/service.ts";
import { walkValue } from "../../../server/src/tree/value.ts";
import { applyEdits } from "../../harness/apply.ts";
import { failLoudly } from "../../harness/documents.ts";

const statement = { Effect: "allow", Principal: { AWS: "204512347781" }, Action: "sts:AssumeRole" };
const policy = { Version: "2012-10-17", Statement: [statement] };

function look(text: string, named = true) {
  return open(text, { languageId: "json", named, failed: failLoudly });
}

/** What the first finding of a rule underlines. */
function underlined(text: string, rule: string): string | undefined {
  const found = look(text).findings.find((finding) => finding.rule === rule);
  return found && text.slice(found.span.start, found.span.end);
}

describe("a policy inside a string", () => {
  const json = JSON.stringify(policy);
  const forms: readonly (readonly [name: string, written: string, underlined: string])[] = [
    ["escaped", JSON.stringify(json), '\\"allow\\"'],
    ["URL-encoded", JSON.stringify(encodeURIComponent(json)), "%22allow%22"],
    ["URL-encoded in part", JSON.stringify(json.replace(/["{}[\]:, ]/g, encodeURIComponent)), "%22allow%22"],
    [
      "escaped letter by letter",
      `"${json.replace(/[\s\S]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`,
      "\\u0022\\u0061\\u006c\\u006c\\u006f\\u0077\\u0022",
    ],
  ];
  for (const [name, written, expected] of forms) {
    const text = `{ "RoleName": "web", "AssumeRolePolicyDocument": ${written} }`;

    it(`${name} has exact places`, () => {
      assert.equal(underlined(text, "effect-invalid"), expected);
    });

    it(`${name} is changed in its own writing`, () => {
      const snapshot = look(text, false);
      const finding = snapshot.findings.find(({ rule }) => rule === "effect-invalid") ?? assert.fail();
      const [fix] = snapshot.fixes(finding);
      const changed: unknown = JSON.parse(applyEdits(text, fix?.edits ?? []));
      const inner = (changed as { AssumeRolePolicyDocument: string }).AssumeRolePolicyDocument;
      const decoded: unknown = JSON.parse(inner.startsWith("%") ? decodeURIComponent(inner) : inner);
      assert.deepEqual(decoded, { ...policy, Statement: [{ ...statement, Effect: "Allow" }] });
    });
  }

  it("that is broken gives no exception and no place outside", () => {
    const text = `{ "AssumeRolePolicyDocument": "%7B%22Statement%22%3A%5B%ff%7B%2" }`;
    for (const { span } of look(text).findings) assert.ok(span.start >= 0 && span.end <= text.length);
  });

  it("keeps letters of more than one byte apart", () => {
    const encoded = encodeURIComponent(JSON.stringify({ Statement: [{ ...statement, Sid: "Zürich 😀" }] }));
    const text = JSON.stringify({ AssumeRolePolicyDocument: encoded });
    assert.equal(underlined(text, "sid-characters"), encodeURIComponent('"Zürich 😀"'));
  });
});

describe("substituted text", () => {
  const template = (value: unknown) =>
    JSON.stringify({
      Resources: {
        Role: {
          Type: "AWS::IAM::Role",
          Properties: { AssumeRolePolicyDocument: { ...policy, Statement: [{ ...statement, Sid: value }] } },
        },
      },
    });

  it("has holes for what is substituted", () => {
    const [view] = look(template({ "Fn::Sub": "${AWS::StackName}-x" }), false).policies;
    const sid = view?.policy.statements[0]?.sid?.value;
    assert.ok(sid?.kind === "string" && sid.text === undefined);
  });

  it("keeps what is marked as literal, and places behind it stay exact", () => {
    const text = template({ "Fn::Sub": "${!aws:username}-end" });
    const [view] = look(text, false).policies;
    const sid = view?.policy.statements[0]?.sid?.value;
    assert.ok(sid?.kind === "string");
    assert.equal(sid.text, "${aws:username}-end");
    const { start, end } = sid.spanOf(16, 19);
    assert.equal(text.slice(start, end), "end");
  });
});

describe("hostile text", () => {
  it("with 20,000 brackets is refused with a reason", () => {
    for (const text of [
      "[".repeat(20_000),
      '{"Statement":'.repeat(20_000),
      `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    ]) {
      const { findings } = look(text);
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ["not-checked"],
      );
    }
  });

  it("with 20,000 brackets inside a string is refused or left alone", () => {
    const text = JSON.stringify({ AssumeRolePolicyDocument: "[".repeat(20_000) });
    assert.doesNotThrow(() => look(text).findings);
    const encoded = JSON.stringify({ AssumeRolePolicyDocument: "%7B%22a%22%3A".repeat(20_000) });
    assert.doesNotThrow(() => look(encoded).findings);
  });

  it("of 5 MB is checked like any other", () => {
    const names = Array.from({ length: 20 }, (_, index) => `team-${index}`);
    const condition = { StringEquals: { "aws:PrincipalTag/team": names } };
    const one = JSON.stringify({ ...statement, Effect: "Allow", Condition: condition });
    const count = Math.ceil(5_000_000 / one.length);
    const text = `{"Version":"2012-10-17","Statement":[${Array.from({ length: count }, () => one).join(",")}]}`;
    const { findings } = look(text);
    assert.ok(findings.some(({ rule }) => rule === "size-quota"));
  });

  it("past 20 MB is refused with a reason", () => {
    const text = `{"Statement":"${"x".repeat(21 * 1024 * 1024)}"}`;
    assert.deepEqual(
      look(text).findings.map(({ rule }) => rule),
      ["not-checked"],
    );
  });

  it("with NUL, lone surrogates and a byte-order mark gives findings", () => {
    const text = `\ufeff{ "Sid": "a\u0000b\ud800c", "Statement": [] }`;
    const rules = look(text).findings.map(({ rule }) => rule);
    assert.ok(rules.includes("json-bad-character"));
  });

  it("with keys of JavaScript's objects changes nothing else", () => {
    const text = `{ "Version": "2012-10-17", "Statement": [{ "__proto__": { "Effect": "Allow" }, "constructor": {}, "toString": 1 }] }`;
    const rules = look(text).findings.map(({ rule }) => rule);
    assert.equal(rules.filter((rule) => rule === "element-unknown").length, 3);
    assert.ok(rules.includes("effect-missing"));
    assert.equal(({} as { Effect?: string }).Effect, undefined);
  });

  it("of thousands of faults gives them in order", () => {
    const text = `{ "Version": "2012-10-17", "Statement": [${Array.from({ length: 3000 }, () => JSON.stringify(statement)).join(",\n")}] }`;
    const { findings } = look(text);
    assert.ok(findings.filter(({ rule }) => rule === "effect-invalid").length === 3000);
    assert.ok(findings.every(({ span }, index) => index === 0 || span.start >= (findings[index - 1]?.span.start ?? 0)));
  });
});

describe("every layout", () => {
  it("gives the same findings at the same values", () => {
    const tabbed = JSON.stringify(policy, undefined, "\t");
    const spaced = JSON.stringify(policy, undefined, 4);
    const layouts = [
      tabbed,
      spaced,
      JSON.stringify(policy),
      spaced.replaceAll("\n", "\r\n"),
      spaced.replaceAll("\n", "\r"),
    ];
    for (const text of layouts) {
      assert.equal(underlined(text, "effect-invalid"), '"allow"');
      const [first, ...rest] = look(text).findings;
      assert.deepEqual([first?.rule, rest.filter(({ severity }) => severity === "error")], ["effect-invalid", []]);
    }
  });

  it("keeps its strings where they are", () => {
    const text = JSON.stringify(policy);
    const [view] = look(text).policies;
    walkValue(view?.site.root ?? assert.fail(), (value) => {
      if (value.kind === "string") assert.equal(JSON.parse(text.slice(value.span.start, value.span.end)), value.text);
    });
  });
});
