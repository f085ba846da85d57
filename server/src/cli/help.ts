import type { Topic } from "./options.ts";

const program = `trust-policy: checks AWS IAM role trust policies, offline.

Usage: trust-policy check [options] [path …]     finds what is wrong
       trust-policy explain [options] [path …]   says who can assume each role
       trust-policy rules [NAME]                 lists the rules, or tells all of one
       trust-policy help [command]               the options of a command

Options
  --version, --help
`;

const paths = `Paths are files, folders and globs; - reads standard input. Without a path it is the current folder.
In folders .json, .jsonc and .template files are read; what .gitignore leaves out, node_modules and
links are not.`;

const check = `Usage: trust-policy check [options] [path …]

Finds what is wrong in trust policies: in plain JSON, in CloudFormation and SAM templates in JSON, and in
what the AWS CLI prints.

${paths}

Options
  --format FORMAT         text (default), json, ndjson, sarif, or github (annotations of a workflow)
  --fail-on SEVERITY      error (default), warning, information or never
  --fix                   write safe fixes into the files; what remains is reported
  --config FILE           this configuration in place of the nearest .trust-policy.jsonc
  --rule NAME=LEVEL       off, hint, information, warning or error; can be given many times
  --as-trust-policy       take every file as a trust policy, whatever it looks like
  --now DATE              the moment that dates are compared with (default: now)
  --stdin-filename NAME   how standard input is called
  --stdin-format FORMAT   document (default), or ndjson: each line is a document, or {"path": …, "text": …}
  --quiet                 findings only: no summary, no progress
  --no-progress           no progress on the terminal
  --version, --help

Exit status: 0 nothing at or above --fail-on, 1 something is, 2 wrong usage or a file that could not be
read or written.
`;

const explain = `Usage: trust-policy explain [options] [path …]

Says in plain words who can assume the role of each trust policy, by what, and what a Deny takes away.

${paths}

Options
  --format FORMAT         text (default) or json
  --config FILE           this configuration in place of the nearest .trust-policy.jsonc
  --as-trust-policy       take every file as a trust policy, whatever it looks like
  --now DATE              the moment that dates are compared with (default: now)
  --stdin-filename NAME   how standard input is called
  --version, --help

Exit status: 0, or 2 for wrong usage or a file that could not be read.
`;

const rules = `Usage: trust-policy rules [NAME]

Lists the rules with their severity. With the name of a rule: why it is there, what to do, an example, and
the pages it rests on.

Options
  --format FORMAT         text (default) or json
  --version, --help
`;

/** The help on one command, or on the program. */
export function helpOn(topic: Topic | undefined): string {
  return topic === undefined ? program : { check, explain, rules }[topic];
}
