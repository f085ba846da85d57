import { findService, issuerOfKey, providerOf, type TemplateId, templates } from "../../catalog/index.ts";
import { conditionObject, type NewCondition } from "../../policy/edit.ts";
import { parsePrincipal } from "../../policy/principal.ts";
import { array, type NewValue, plainText, string } from "../../tree/edit.ts";
import type { Who } from "./callers.ts";
import { negationOf } from "./operator-fit.ts";
import type { Scene } from "./scene.ts";
import { firstValues, templateText } from "./template.ts";
import { statementsIn } from "./whole-policies.ts";

interface Fitting {
  /** For the label: the keys without the issuer. */
  readonly keys: readonly string[];
  readonly value: NewValue;
}

/**
 * A whole Condition that narrows the callers of a statement as the catalogue's policies do it: for the same provider or service,
 * else aud and sub of the issuer, or the Source keys of the service. Undefined when nothing is known to fit.
 */
export function fittingCondition(scene: Scene): Fitting | undefined {
  const [caller, ...more] = scene.callers;
  if (!caller || more.some(({ kind }) => kind !== caller.kind)) return undefined;
  const usual = ofTemplate(caller, scene) ?? ofIssuer(caller, scene) ?? ofService(caller, scene);
  const tests = scene.statement?.allow === false ? exceptFor(usual ?? []) : usual;
  if (!tests || tests.length === 0) return undefined;
  return { keys: tests.map(({ key }) => shortName(plainText(key))), value: conditionObject(tests) };
}

/** For a Deny: everybody but those who pass the test. Of several tests all would have to fail, which is not the same. */
function exceptFor(tests: readonly NewCondition[]): readonly NewCondition[] {
  const [only, ...more] = tests;
  const operator = only && more.length === 0 ? negationOf(only.operator) : undefined;
  return only && operator !== undefined ? [{ ...only, operator }] : [];
}

function shortName(key: string): string {
  return issuerOfKey(key)?.claim ?? key;
}

/** An account of one's own needs no external ID. */
const ownAccountTemplate: TemplateId = "same-account-mfa";

function ofTemplate(caller: Who, scene: Scene): readonly NewCondition[] | undefined {
  const own = caller.account !== undefined && scene.ownAccounts.includes(caller.account);
  for (const template of templates()) {
    if (own && template.id !== ownAccountTemplate) continue;
    for (const statement of statementsIn(template)) {
      const { Principal: principal, Condition: condition } = statement as { Principal?: unknown; Condition?: unknown };
      if (condition !== undefined && fitsCaller(Object(principal), caller, scene)) {
        return testsOf(Object(condition), caller, scene);
      }
    }
  }
  return undefined;
}

function fitsCaller(principal: Readonly<Record<string, unknown>>, caller: Who, scene: Scene): boolean {
  const texts = (name: string) => [principal[name] ?? []].flat().map(String);
  switch (caller.kind) {
    case "Service":
      return texts("Service").some((name) => name === caller.service);
    case "OIDC":
      return texts("Federated").some((text) => {
        const issuer = plainText(templateText(text, () => undefined)).replace(/^.*:oidc-provider\//, "");
        const own = caller.provider;
        return own !== undefined && own.id !== "generic" && providerOf(issuer).family === own.family;
      });
    case "SAML":
      return texts("Federated").some((text) => text.includes(":saml-provider/"));
    case "AWS":
      return texts("AWS").some((text) => sameForm(text, scene));
  }
}

/** Everybody is narrowed to an organization, an account by an external ID. */
function sameForm(text: string, { statement }: Scene): boolean {
  const forms = statement?.principals.map(({ type, text }) => formOf(type, text ?? "")) ?? [];
  return forms.includes(formOf("AWS", plainText(templateText(text, () => undefined))));
}

function formOf(type: string | undefined, text: string): string {
  const { form } = parsePrincipal(type ?? "AWS", text);
  return form === "account" ? "root" : form;
}

function testsOf(condition: object, { issuer }: Who, { fill }: Scene): readonly NewCondition[] {
  const first = firstValues(JSON.stringify(condition));
  return Object.entries(condition).flatMap(([operator, block]) =>
    Object.entries(Object(block)).map(([key, value]) => {
      const claim = issuer === undefined ? undefined : issuerClaim(key);
      const values = [value].flat().map((item) => string(templateText(String(item), fill, first)));
      const [only] = values;
      return {
        operator,
        key: claim === undefined ? templateText(key, fill, first) : `${issuer}:${claim}`,
        value: values.length === 1 && only ? only : array(values),
      };
    }),
  );
}

/** The claim of a key whose issuer may have places in it. */
function issuerClaim(key: string): string | undefined {
  return issuerOfKey(plainText(templateText(key, () => undefined)))?.claim;
}

function ofIssuer({ issuer, provider }: Who, { fill }: Scene): readonly NewCondition[] | undefined {
  if (issuer === undefined || !provider) return undefined;
  const tests: NewCondition[] = [];
  const [audience] = provider.audiences;
  const [subject] = provider.subjects;
  if (audience) {
    const value = string(templateText(audience.template, fill));
    tests.push({ operator: "StringEquals", key: `${issuer}:${provider.audienceClaim}`, value });
  }
  if (subject) {
    const operator = subject.wildcards ? "StringLike" : "StringEquals";
    tests.push({ operator, key: `${issuer}:sub`, value: string(templateText(subject.template, fill)) });
  }
  return tests;
}

function ofService({ service }: Who, { fill, partition }: Scene): readonly NewCondition[] | undefined {
  const known = service === undefined ? undefined : findService(service);
  const tests = known?.sourceKeys.map((key): NewCondition => {
    if (key === "aws:SourceAccount")
      return { operator: "StringEquals", key, value: string(templateText("${ACCOUNT}", fill)) };
    const arn = known.sourceArns[0] ?? "arn:aws:${SERVICE}:${REGION}:${ACCOUNT}:${RESOURCE}";
    return {
      operator: "ArnLike",
      key,
      value: string(templateText(arn.replace("arn:aws:", `arn:${partition}:`), fill)),
    };
  });
  return tests;
}
