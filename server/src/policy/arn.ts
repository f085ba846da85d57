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
  const [scheme, partition, service, region, account, ...rest] = text.split(":");
  if (scheme !== "arn" || partition === undefined || service === undefined || region === undefined) return undefined;
  if (account === undefined || rest.length === 0) return undefined;
  return { partition, service, region, account, resource: rest.join(":") };
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
