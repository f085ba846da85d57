import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { partitionOf } from "../access/partition.ts";
import { listInWords } from "../access/words.ts";
import { findService, plainServiceName } from "../catalog/index.ts";
import type { ServicePrincipal } from "../catalog/types.ts";
import { parseArn } from "../policy/arn.ts";
import { setText } from "../policy/edit.ts";
import type { Statement } from "../policy/model.ts";
import { agreement, shapeInWords, textOfShape } from "../policy/source-shape.ts";
import { defineRule } from "./define.ts";

export const serviceSourceArnShape = defineRule({
  meta: {
    name: "service-source-arn-shape",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The value of aws:SourceArn has another shape than the ARN that the service sends.",
    why: "Each service sends the ARN of one kind of resource, not always the one that comes to mind: EventBridge Scheduler sends that of the schedule group, not of the schedule. Another shape never matches, and the service cannot assume the role. Where the service's page shows several kinds there may be more of them, so a kind that is not among them is information only.",
    advice: "Write the ARN in the shape that the service's page on confused deputies shows.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"],
    messages: {
      never: (service: string, shape: string) =>
        `This never matches, so ${service} cannot assume the role: it sends an ARN like ${shape}.`,
      unlisted: (service: string, shapes: string) =>
        `An ARN of this kind may never match: for ${service} AWS documents ${shapes}.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "scheduler.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:SourceAccount": "204512347781" },
    "ArnLike": { "aws:SourceArn": "arn:aws:scheduler:eu-west-1:204512347781:schedule/nightly/report" }
  }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "scheduler.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:SourceAccount": "204512347781" },
    "ArnLike": { "aws:SourceArn": "arn:aws:scheduler:eu-west-1:204512347781:schedule-group/nightly" }
  }
}`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }],
  },
  about: ["key:aws:SourceArn"],
  on: {
    condition(condition, { report }) {
      const { statement, values } = condition;
      const test = testFor(condition);
      if (test.key?.key.name !== "aws:SourceArn" || test.polarity !== "positive" || !statement.allow) return;
      const services = shapedServices(statement);
      for (const value of services ? values : []) {
        if (value.kind !== "string" || value.text === undefined || value.text.includes("${")) continue;
        const arn = parseArn(value.text);
        if (!arn || !services) continue;
        const shapes = services.flatMap(({ sourceArns }) => sourceArns);
        if (shapes.some((shape) => agreement(shape, arn) === "fits")) continue;
        const verdicts = new Set(shapes.map((shape) => agreement(shape, arn)));
        const isCertain = shapes.length === 1 || !verdicts.has("other-resource");
        const known = {
          partition: arn.partition || partitionOf(statement.policy),
          region: arn.region,
          account: /^\d{12}$/.test(arn.account) ? arn.account : undefined,
        };
        const fixes = () =>
          shapes.map((shape, index) => ({
            title: `Change to ${shapeInWords(shape)}`,
            edits: [setText(value, textOfShape(shape, known))],
            safe: false,
            preferred: index === 0,
          }));
        const name = listInWords(
          services.map((service) => service.name),
          "or",
        );
        const words = listInWords(shapes.map(shapeInWords), "or");
        const certainty = services.every(({ confidence }) => confidence === "confirmed");
        if (isCertain && certainty) report(value.span, "never", [name, words], { fixes });
        else report(value.span, "unlisted", [name, words], { fixes, severity: "information" });
      }
    },
  },
});

/** The services of a statement when all of its callers are services whose ARNs are known. */
function shapedServices(statement: Statement): readonly ServicePrincipal[] | undefined {
  if (!statement.principalsKnown || statement.principals.length === 0) return undefined;
  const services: ServicePrincipal[] = [];
  for (const { service } of callersOf(statement)) {
    const known =
      service === undefined ? undefined : (findService(service) ?? findService(plainServiceName(service) ?? ""));
    if (!known || known.sourceArns.length === 0 || known.confusedDeputy !== "documented") return undefined;
    services.push(known);
  }
  return services.length === statement.principals.length ? services : undefined;
}
