export const help = `trust-policy: checks AWS IAM role trust policies, offline.

Usage: trust-policy check [options] [path …]

Paths are files, folders and globs; - reads standard input. Without a path the current folder is checked. In folders .json, .jsonc
and .template files are read; what .gitignore leaves out, node_modules and links are not.

Options
  --format FORMAT         text (default), json, or ndjson
  --fail-on SEVERITY      error (default), warning, information or never
  --config FILE           this configuration in place of the nearest .trust-policy.jsonc
  --rule NAME=LEVEL       off, hint, information, warning or error; can be given many times
  --as-trust-policy       take every file as a trust policy, whatever it looks like
  --now DATE              the moment that dates are compared with (default: now)
  --stdin-filename NAME   how standard input is called
  --stdin-format FORMAT   document (default), or ndjson: each line is a document, or {"path": …, "text": …}
  --quiet                 findings only: no summary, no progress
  --no-progress           no progress on the terminal
  --version, --help

Exit status: 0 nothing at or above --fail-on, 1 something is, 2 wrong usage or a file that could not be read.
`;
