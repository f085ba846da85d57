import { version } from "../version.ts";

const help = `trust-policy-language-server ${version}

The language server for AWS IAM role trust policies. An editor starts it and speaks the Language Server Protocol with it:

  trust-policy-language-server --stdio          over standard input and output
  trust-policy-language-server --node-ipc       over the channel of the Node process that forked it
  trust-policy-language-server --socket=PORT    over a socket that the editor listens on
  trust-policy-language-server --pipe=NAME      over a named pipe that the editor listens on

  --help, --version

Policies are checked on the command line by trust-policy check.
`;

const missing = `trust-policy-language-server is started by an editor, with --stdio. --help says more; policies are checked by: trust-policy check
`;

const transport = /^--(stdio|node-ipc|socket|pipe)(=|$)/;

/** What a start without an editor gets to read, and the exit status; undefined when there is a way to speak with an editor. */
export function usage(args: readonly string[]): { readonly text: string; readonly status: number } | undefined {
  if (args.includes("--help") || args.includes("-h")) return { text: help, status: 0 };
  if (args.includes("--version")) return { text: `${version}\n`, status: 0 };
  return args.some((arg) => transport.test(arg)) ? undefined : { text: missing, status: 2 };
}
