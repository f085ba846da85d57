import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultConfig } from "../../server/src/config/config.ts";
import type { Rule } from "../../server/src/rules/define.ts";
import { rules } from "../../server/src/rules/index.ts";
import { runRules } from "../../server/src/rules/run.ts";
import { open, type PolicyView } from "../../server/src/service.ts";
import { documents, failLoudly } from "../harness/documents.ts";

/** A rule that names topics is not shown other nodes: it must have nothing to say of them. */
describe("the topics of a rule", () => {
  const everyNode = rules.map(({ meta, on }): Rule => ({ meta, on }));

  it("leave out no node that it would speak of", () => {
    for (const { name, text, options } of documents()) {
      for (const view of open(text, options).policies) {
        assert.deepEqual(findings(rules, view), findings(everyNode, view), name);
      }
    }
  });

  it("are never two for one node: it would be looked at twice", () => {
    for (const { name, text, options } of documents()) {
      for (const { policy, place } of open(text, options).policies) {
        for (const [rule, nodes] of seenBy(rules, policy, place)) {
          assert.equal(new Set(nodes).size, nodes.length, `${rule} in ${name}`);
        }
      }
    }
  });
});

const now = 1_800_000_000_000;
const { accounts, organization, trustedVendors, roleTrustPolicyQuota: quota } = defaultConfig;
const settings = { accounts, organization, trustedVendors, quota, now };

function findings(some: readonly Rule[], { policy, place }: PolicyView): readonly string[] {
  return runRules(some, policy, place, settings, failLoudly).map(
    ({ rule, span, message }) => `${rule} ${span.start}-${span.end} ${message}`,
  );
}

/** The nodes that each rule is shown, in the order in which it is shown them. */
function seenBy(some: readonly Rule[], policy: PolicyView["policy"], place: PolicyView["place"]) {
  const seen = new Map<string, unknown[]>();
  const spies = some.map((rule): Rule => {
    const nodes: unknown[] = [];
    seen.set(rule.meta.name, nodes);
    const see = (node: unknown) => void nodes.push(node);
    return { ...rule, on: Object.fromEntries(Object.keys(rule.on).map((kind) => [kind, see])) };
  });
  runRules(spies, policy, place, settings, failLoudly);
  return seen;
}
