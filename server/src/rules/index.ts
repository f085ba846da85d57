import { actionMissing } from "./action-missing.ts";
import { cognitoNoAmr } from "./cognito-no-amr.ts";
import { cognitoNoAud } from "./cognito-no-aud.ts";
import { conditionDead } from "./condition-dead.ts";
import { conditionVoid } from "./condition-void.ts";
import type { Rule } from "./define.ts";
import { docNotObject } from "./doc-not-object.ts";
import { duplicateStatement } from "./duplicate-statement.ts";
import { effectInvalid } from "./effect-invalid.ts";
import { effectMissing } from "./effect-missing.ts";
import { elementUnknown } from "./element-unknown.ts";
import { elementWrongType } from "./element-wrong-type.ts";
import { irsaNoSub } from "./irsa-no-sub.ts";
import { jsonBadCharacter } from "./json-bad-character.ts";
import { jsonDuplicateKey } from "./json-duplicate-key.ts";
import { jsonDuplicateKeyCase } from "./json-duplicate-key-case.ts";
import { jsonSyntax } from "./json-syntax.ts";
import { keyCase } from "./key-case.ts";
import { keyDeprecated } from "./key-deprecated.ts";
import { keyForeignService } from "./key-foreign-service.ts";
import { keyFormat } from "./key-format.ts";
import { keyMissingTagKey } from "./key-missing-tag-key.ts";
import { keyPointless } from "./key-pointless.ts";
import { keyUnknownGlobal } from "./key-unknown-global.ts";
import { keyUnknownService } from "./key-unknown-service.ts";
import { keyUntrustworthy } from "./key-untrustworthy.ts";
import { noAllowStatement } from "./no-allow-statement.ts";
import { notATrustPolicy } from "./not-a-trust-policy.ts";
import { notaction } from "./notaction.ts";
import { notprincipalNotAllowed } from "./notprincipal-not-allowed.ts";
import { oidcNoAud } from "./oidc-no-aud.ts";
import { oidcNoCondition } from "./oidc-no-condition.ts";
import { oidcNoSub } from "./oidc-no-sub.ts";
import { oidcSharedRequiredClaim } from "./oidc-shared-required-claim.ts";
import { operatorNullIfExists } from "./operator-null-ifexists.ts";
import { operatorNullQualifier } from "./operator-null-qualifier.ts";
import { operatorType } from "./operator-type.ts";
import { operatorUnknown } from "./operator-unknown.ts";
import { principalMissing } from "./principal-missing.ts";
import { resourceNotAllowed } from "./resource-not-allowed.ts";
import { sidCharacters } from "./sid-characters.ts";
import { sidDuplicate } from "./sid-duplicate.ts";
import { sidEmpty } from "./sid-empty.ts";
import { sizeNearQuota } from "./size-near-quota.ts";
import { sizeQuota } from "./size-quota.ts";
import { statementMissing } from "./statement-missing.ts";
import { versionInvalid } from "./version-invalid.ts";
import { versionMissing } from "./version-missing.ts";
import { versionOld } from "./version-old.ts";

/** Every rule, sorted by name. */
export const rules: readonly Rule[] = [
  actionMissing,
  cognitoNoAmr,
  cognitoNoAud,
  conditionDead,
  conditionVoid,
  docNotObject,
  duplicateStatement,
  effectInvalid,
  effectMissing,
  elementUnknown,
  elementWrongType,
  irsaNoSub,
  jsonBadCharacter,
  jsonDuplicateKey,
  jsonDuplicateKeyCase,
  jsonSyntax,
  keyCase,
  keyDeprecated,
  keyForeignService,
  keyFormat,
  keyMissingTagKey,
  keyPointless,
  keyUnknownGlobal,
  keyUnknownService,
  keyUntrustworthy,
  noAllowStatement,
  notATrustPolicy,
  notaction,
  notprincipalNotAllowed,
  oidcNoAud,
  oidcNoCondition,
  oidcNoSub,
  oidcSharedRequiredClaim,
  operatorNullIfExists,
  operatorNullQualifier,
  operatorType,
  operatorUnknown,
  principalMissing,
  resourceNotAllowed,
  sidCharacters,
  sidDuplicate,
  sidEmpty,
  sizeNearQuota,
  sizeQuota,
  statementMissing,
  versionInvalid,
  versionMissing,
  versionOld,
];
