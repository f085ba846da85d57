import { actionCompanionOnly } from "./action-companion-only.ts";
import { actionKeyUnsupported } from "./action-key-unsupported.ts";
import { actionMissing } from "./action-missing.ts";
import { actionMissingForKey } from "./action-missing-for-key.ts";
import { actionMixedPrincipals } from "./action-mixed-principals.ts";
import { actionNotApplicable } from "./action-not-applicable.ts";
import { actionNotSts } from "./action-not-sts.ts";
import { actionPrincipalMismatch } from "./action-principal-mismatch.ts";
import { actionRedundant } from "./action-redundant.ts";
import { actionUnknown } from "./action-unknown.ts";
import { actionWildcard } from "./action-wildcard.ts";
import { builtinArn } from "./builtin-arn.ts";
import { cognitoAmrOperator } from "./cognito-amr-operator.ts";
import { cognitoNoAmr } from "./cognito-no-amr.ts";
import { cognitoNoAud } from "./cognito-no-aud.ts";
import { cognitoSourceIp } from "./cognito-source-ip.ts";
import { conditionContradiction } from "./condition-contradiction.ts";
import { conditionDead } from "./condition-dead.ts";
import { conditionVoid } from "./condition-void.ts";
import { crossAccountNoCondition } from "./cross-account-no-condition.ts";
import type { Rule } from "./define.ts";
import { docNotObject } from "./doc-not-object.ts";
import { duplicateStatement } from "./duplicate-statement.ts";
import { effectInvalid } from "./effect-invalid.ts";
import { effectMissing } from "./effect-missing.ts";
import { elementUnknown } from "./element-unknown.ts";
import { elementWrongType } from "./element-wrong-type.ts";
import { externalIdFormat } from "./external-id-format.ts";
import { externalIdWeak } from "./external-id-weak.ts";
import { forallvaluesAllow } from "./forallvalues-allow.ts";
import { foranyvalueSingle } from "./foranyvalue-single.ts";
import { githubAbusableClaimFirst } from "./github-abusable-claim-first.ts";
import { githubColonEncoding } from "./github-colon-encoding.ts";
import { githubEnterpriseIssuer } from "./github-enterprise-issuer.ts";
import { githubImmutableSub } from "./github-immutable-sub.ts";
import { githubImmutableSubWildcard } from "./github-immutable-sub-wildcard.ts";
import { githubMutableNames } from "./github-mutable-names.ts";
import { gitlabPathReuse } from "./gitlab-path-reuse.ts";
import { googleAudAzp } from "./google-aud-azp.ts";
import { ifexistsAllow } from "./ifexists-allow.ts";
import { irsaIssuerId } from "./irsa-issuer-id.ts";
import { irsaNoSub } from "./irsa-no-sub.ts";
import { irsaWildcard } from "./irsa-wildcard.ts";
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
import { likeStarOnly } from "./like-star-only.ts";
import { likeTooPermissive } from "./like-too-permissive.ts";
import { likeWithoutWildcard } from "./like-without-wildcard.ts";
import { mfaAllowIfexists } from "./mfa-allow-ifexists.ts";
import { mfaDenyBool } from "./mfa-deny-bool.ts";
import { mfaFederated } from "./mfa-federated.ts";
import { mfaNull } from "./mfa-null.ts";
import { negatedOnly } from "./negated-only.ts";
import { noAllowStatement } from "./no-allow-statement.ts";
import { notATrustPolicy } from "./not-a-trust-policy.ts";
import { notaction } from "./notaction.ts";
import { notprincipalNotAllowed } from "./notprincipal-not-allowed.ts";
import { oidcArnScheme } from "./oidc-arn-scheme.ts";
import { oidcArnTypo } from "./oidc-arn-typo.ts";
import { oidcAudValue } from "./oidc-aud-value.ts";
import { oidcClaimNotExposed } from "./oidc-claim-not-exposed.ts";
import { oidcEmailOnly } from "./oidc-email-only.ts";
import { oidcKeyPrefixMismatch } from "./oidc-key-prefix-mismatch.ts";
import { oidcMultipleProviders } from "./oidc-multiple-providers.ts";
import { oidcNoAud } from "./oidc-no-aud.ts";
import { oidcNoCondition } from "./oidc-no-condition.ts";
import { oidcNoSub } from "./oidc-no-sub.ts";
import { oidcRoleAuthorizedIfexists } from "./oidc-role-authorized-ifexists.ts";
import { oidcSharedRequiredClaim } from "./oidc-shared-required-claim.ts";
import { oidcSubAnyRef } from "./oidc-sub-any-ref.ts";
import { oidcSubEqualsWildcard } from "./oidc-sub-equals-wildcard.ts";
import { oidcSubOnlyWildcard } from "./oidc-sub-only-wildcard.ts";
import { oidcSubOrgWildcard } from "./oidc-sub-org-wildcard.ts";
import { oidcSubPullRequest } from "./oidc-sub-pull-request.ts";
import { oidcSubShape } from "./oidc-sub-shape.ts";
import { operatorNullIfExists } from "./operator-null-ifexists.ts";
import { operatorNullQualifier } from "./operator-null-qualifier.ts";
import { operatorType } from "./operator-type.ts";
import { operatorUnknown } from "./operator-unknown.ts";
import { pairedKeys } from "./paired-keys.ts";
import { podsEksNoScope } from "./pods-eks-no-scope.ts";
import { principalAccountAndMember } from "./principal-account-and-member.ts";
import { principalAccountDigits } from "./principal-account-digits.ts";
import { principalAccountNumberType } from "./principal-account-number-type.ts";
import { principalBareStar } from "./principal-bare-star.ts";
import { principalEmpty } from "./principal-empty.ts";
import { principalFormat } from "./principal-format.ts";
import { principalGroup } from "./principal-group.ts";
import { principalKeyInvalid } from "./principal-key-invalid.ts";
import { principalMissing } from "./principal-missing.ts";
import { principalMixedPartitions } from "./principal-mixed-partitions.ts";
import { principalPartialWildcard } from "./principal-partial-wildcard.ts";
import { principalPlaceholder } from "./principal-placeholder.ts";
import { principalPublic } from "./principal-public.ts";
import { principalPublicWeakCondition } from "./principal-public-weak-condition.ts";
import { principalRootWholeAccount } from "./principal-root-whole-account.ts";
import { principalSessionAndRole } from "./principal-session-and-role.ts";
import { principalSsoLiteral } from "./principal-sso-literal.ts";
import { principalStsInIam } from "./principal-sts-in-iam.ts";
import { principalUniqueId } from "./principal-unique-id.ts";
import { qualifierMissing } from "./qualifier-missing.ts";
import { resourceNotAllowed } from "./resource-not-allowed.ts";
import { roleSessionName } from "./role-session-name.ts";
import { rolesanywhereNoAnchor } from "./rolesanywhere-no-anchor.ts";
import { samlArn } from "./saml-arn.ts";
import { samlAudSingleRegion } from "./saml-aud-single-region.ts";
import { samlAudValue } from "./saml-aud-value.ts";
import { samlKeyWithAssumerole } from "./saml-key-with-assumerole.ts";
import { samlNoAud } from "./saml-no-aud.ts";
import { samlTagsession } from "./saml-tagsession.ts";
import { selfTrust } from "./self-trust.ts";
import { sensitiveKeyWildcard } from "./sensitive-key-wildcard.ts";
import { serviceAlias } from "./service-alias.ts";
import { serviceCompanionAction } from "./service-companion-action.ts";
import { serviceFormat } from "./service-format.ts";
import { serviceIrrelevantKey } from "./service-irrelevant-key.ts";
import { serviceLinkedOnly } from "./service-linked-only.ts";
import { serviceNoSource } from "./service-no-source.ts";
import { servicePairMissing } from "./service-pair-missing.ts";
import { servicePartitionSuffix } from "./service-partition-suffix.ts";
import { serviceRegional } from "./service-regional.ts";
import { serviceSourceArnAccountMismatch } from "./service-source-arn-account-mismatch.ts";
import { serviceSourceArnNoAccount } from "./service-source-arn-no-account.ts";
import { serviceSourceArnShape } from "./service-source-arn-shape.ts";
import { serviceUnknown } from "./service-unknown.ts";
import { serviceWildcard } from "./service-wildcard.ts";
import { sidCharacters } from "./sid-characters.ts";
import { sidDuplicate } from "./sid-duplicate.ts";
import { sidEmpty } from "./sid-empty.ts";
import { sizeNearQuota } from "./size-near-quota.ts";
import { sizeQuota } from "./size-quota.ts";
import { sourceIdentityPrefix } from "./source-identity-prefix.ts";
import { sourceKeyWithNonService } from "./source-key-with-non-service.ts";
import { statementMissing } from "./statement-missing.ts";
import { stringlikeArn } from "./stringlike-arn.ts";
import { tfcRunPhase } from "./tfc-run-phase.ts";
import { thirdPartyNoExternalId } from "./third-party-no-external-id.ts";
import { valueAccount } from "./value-account.ts";
import { valueArn } from "./value-arn.ts";
import { valueBool } from "./value-bool.ts";
import { valueDate } from "./value-date.ts";
import { valueDatePast } from "./value-date-past.ts";
import { valueEmpty } from "./value-empty.ts";
import { valueIp } from "./value-ip.ts";
import { valueIpAny } from "./value-ip-any.ts";
import { valueIpHostbits } from "./value-ip-hostbits.ts";
import { valueIpPrivate } from "./value-ip-private.ts";
import { valueOrgid } from "./value-orgid.ts";
import { valueOrgpath } from "./value-orgpath.ts";
import { valuePrincipalarnSession } from "./value-principalarn-session.ts";
import { valueRedundant } from "./value-redundant.ts";
import { valueRegion } from "./value-region.ts";
import { valueVpc } from "./value-vpc.ts";
import { valueWhitespace } from "./value-whitespace.ts";
import { variableMultivalued } from "./variable-multivalued.ts";
import { variablePlace } from "./variable-place.ts";
import { variableSyntax } from "./variable-syntax.ts";
import { variableUnknown } from "./variable-unknown.ts";
import { versionInvalid } from "./version-invalid.ts";
import { versionMissing } from "./version-missing.ts";
import { versionOld } from "./version-old.ts";
import { vpceKeysSupport } from "./vpce-keys-support.ts";
import { wildcardInEquals } from "./wildcard-in-equals.ts";

/** Every rule, sorted by name. */
export const rules: readonly Rule[] = [
  actionCompanionOnly,
  actionKeyUnsupported,
  actionMissing,
  actionMissingForKey,
  actionMixedPrincipals,
  actionNotApplicable,
  actionNotSts,
  actionPrincipalMismatch,
  actionRedundant,
  actionUnknown,
  actionWildcard,
  builtinArn,
  cognitoAmrOperator,
  cognitoNoAmr,
  cognitoNoAud,
  cognitoSourceIp,
  conditionContradiction,
  conditionDead,
  conditionVoid,
  crossAccountNoCondition,
  docNotObject,
  duplicateStatement,
  effectInvalid,
  effectMissing,
  elementUnknown,
  elementWrongType,
  externalIdFormat,
  externalIdWeak,
  forallvaluesAllow,
  foranyvalueSingle,
  githubAbusableClaimFirst,
  githubColonEncoding,
  githubEnterpriseIssuer,
  githubImmutableSub,
  githubImmutableSubWildcard,
  githubMutableNames,
  gitlabPathReuse,
  googleAudAzp,
  ifexistsAllow,
  irsaIssuerId,
  irsaNoSub,
  irsaWildcard,
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
  likeStarOnly,
  likeTooPermissive,
  likeWithoutWildcard,
  mfaAllowIfexists,
  mfaDenyBool,
  mfaFederated,
  mfaNull,
  negatedOnly,
  noAllowStatement,
  notATrustPolicy,
  notaction,
  notprincipalNotAllowed,
  oidcArnScheme,
  oidcArnTypo,
  oidcAudValue,
  oidcClaimNotExposed,
  oidcEmailOnly,
  oidcKeyPrefixMismatch,
  oidcMultipleProviders,
  oidcNoAud,
  oidcNoCondition,
  oidcNoSub,
  oidcRoleAuthorizedIfexists,
  oidcSharedRequiredClaim,
  oidcSubAnyRef,
  oidcSubEqualsWildcard,
  oidcSubOnlyWildcard,
  oidcSubOrgWildcard,
  oidcSubPullRequest,
  oidcSubShape,
  operatorNullIfExists,
  operatorNullQualifier,
  operatorType,
  operatorUnknown,
  pairedKeys,
  podsEksNoScope,
  principalAccountAndMember,
  principalAccountDigits,
  principalAccountNumberType,
  principalBareStar,
  principalEmpty,
  principalFormat,
  principalGroup,
  principalKeyInvalid,
  principalMissing,
  principalMixedPartitions,
  principalPartialWildcard,
  principalPlaceholder,
  principalPublic,
  principalPublicWeakCondition,
  principalRootWholeAccount,
  principalSessionAndRole,
  principalSsoLiteral,
  principalStsInIam,
  principalUniqueId,
  qualifierMissing,
  resourceNotAllowed,
  roleSessionName,
  rolesanywhereNoAnchor,
  samlArn,
  samlAudSingleRegion,
  samlAudValue,
  samlKeyWithAssumerole,
  samlNoAud,
  samlTagsession,
  selfTrust,
  sensitiveKeyWildcard,
  serviceAlias,
  serviceCompanionAction,
  serviceFormat,
  serviceIrrelevantKey,
  serviceLinkedOnly,
  serviceNoSource,
  servicePairMissing,
  servicePartitionSuffix,
  serviceRegional,
  serviceSourceArnAccountMismatch,
  serviceSourceArnNoAccount,
  serviceSourceArnShape,
  serviceUnknown,
  serviceWildcard,
  sidCharacters,
  sidDuplicate,
  sidEmpty,
  sizeNearQuota,
  sizeQuota,
  sourceIdentityPrefix,
  sourceKeyWithNonService,
  statementMissing,
  stringlikeArn,
  tfcRunPhase,
  thirdPartyNoExternalId,
  valueAccount,
  valueArn,
  valueBool,
  valueDate,
  valueDatePast,
  valueEmpty,
  valueIp,
  valueIpAny,
  valueIpHostbits,
  valueIpPrivate,
  valueOrgid,
  valueOrgpath,
  valuePrincipalarnSession,
  valueRedundant,
  valueRegion,
  valueVpc,
  valueWhitespace,
  variableMultivalued,
  variablePlace,
  variableSyntax,
  variableUnknown,
  versionInvalid,
  versionMissing,
  versionOld,
  vpceKeysSupport,
  wildcardInEquals,
];
