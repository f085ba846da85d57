import type { RemoteConsole } from "vscode-languageserver";

/**
 * Errors go to the log with the place in our own code and never with their message, which may quote the policy; the person gets
 * a neutral answer instead.
 */
export function logFailure(console: Pick<RemoteConsole, "error">, where: string, error: unknown): void {
  const frames = error instanceof Error ? framesOf(error) : [];
  const kind = error instanceof Error ? error.name : typeof error;
  console.error([`${where}: ${kind}`, ...frames.slice(0, 8)].join("\n"));
}

/** The stack begins with the message, lines of which may look like frames. */
function framesOf({ stack = "", message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  const behind = start < 0 ? "" : stack.slice(start + message.length);
  return behind.split("\n").filter((line) => /^\s+at /.test(line));
}

/** Runs the work of one request; when it throws, logs and answers `neutral`. */
export async function guarded<T>(
  console: Pick<RemoteConsole, "error">,
  where: string,
  neutral: T,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    logFailure(console, where, error);
    return neutral;
  }
}
