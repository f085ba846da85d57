/** An ARN taken apart at its first five colons. The parts are as written, wildcards included. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Undefined when the text does not begin with `arn:` or has fewer than six parts. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const service = text.indexOf(":", 4) + 1;
  const region = service && text.indexOf(":", service) + 1;
  const account = region && text.indexOf(":", region) + 1;
  const resource = account && text.indexOf(":", account) + 1;
  if (resource === 0) return undefined;
  return {
    partition: text.slice(4, service - 1),
    service: text.slice(service, region - 1),
    region: text.slice(region, account - 1),
    account: text.slice(account, resource - 1),
    resource: text.slice(resource),
  };
}

/** Where the parts of an ARN stand in its text: [start, end) by name. */
export function arnPartAt(text: string, part: keyof Arn): readonly [start: number, end: number] | undefined {
  const order: readonly (keyof Arn)[] = ["partition", "service", "region", "account", "resource"];
  let start = 4;
  for (const name of order) {
    const colon = name === "resource" ? text.length : text.indexOf(":", start);
    if (colon === -1) return undefined;
    if (name === part) return [start, colon];
    start = colon + 1;
  }
  return undefined;
}
