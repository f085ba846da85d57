import assert from "node:assert/strict";
import { rules } from "../../server/src/rules/index.ts";
import { goldens } from "./goldens.ts";
import { annotate, type Marker, markerAt } from "./markers.ts";
import { openSource, type Source } from "./source.ts";
import type { Fence, SpecCase } from "./spec.ts";

/** Checks one case: throws an assertion that shows the source as it should be marked and as it is. */
export function checkMarkers({ source: fence, goldens }: SpecCase, rule: string | undefined): void {
  const source = openSource(fence);
  const replaced = source.markers.length === 0 && (rule === undefined || goldens.some(isFindings));
  if (replaced) return;
  const expected = source.markers.map((marker) => withoutUsualLevel(marker));
  assert.equal(annotate(source.text, foundIn(source, rule)), annotate(source.text, expected));
}

function isFindings({ language }: Fence): boolean {
  return language === "findings";
}

function foundIn({ snapshot, text, only, spanOf }: Source, rule: string | undefined): readonly Marker[] {
  return snapshot.findings
    .filter((finding) => {
      if (rule === undefined || finding.rule === rule) return true;
      return !only && (finding.severity === "error" || finding.severity === "warning");
    })
    .map((finding) => withoutUsualLevel(markerAt(text, spanOf(finding.span), finding.rule, finding.severity)));
}

function withoutUsualLevel(marker: Marker): Marker {
  const usual = rules.find(({ meta }) => meta.name === marker.rule)?.meta.severity;
  return marker.severity === usual ? { ...marker, severity: undefined } : marker;
}

/** What a golden fence should hold. */
export function renderGolden(fence: Fence, { source }: SpecCase, rule: string | undefined): string {
  const golden = goldens[fence.language];
  if (!golden)
    throw new Error(`"${fence.language}" is not a golden fence; there are: ${Object.keys(goldens).join(", ")}`);
  return golden(openSource(source), rule, fence.info);
}

/** Whether the rule of the file is expected to speak in a case. */
export function fires({ source, goldens }: SpecCase, rule: string): boolean {
  const listed = goldens.filter(isFindings).some(({ body }) => body.split(/\s+/).includes(rule));
  return listed || openSource(source).markers.some((marker) => marker.rule === rule);
}
