/** Writes THIRD-PARTY-NOTICES: the licences of what the bundles contain, taken from the installed packages themselves. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const line = "=".repeat(80);

/** Data that is in the catalogue and comes under a licence. */
const vendorList = `known_aws_accounts (https://github.com/fwdcloudsec/known_aws_accounts)
Licence: Apache-2.0

The names of vendors and their AWS account IDs in the catalogue are taken from this list, in another format and shortened to names,
numbers and source addresses.
`;

/** Writes the notices for all packages that the esbuild metafiles name, at the root and beside the bundles of the npm package. */
export function writeNotices(root, metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = [...new Set(inputs.flatMap(packageFolder))].sort();
  const notices = [
    "IAM Trust Policy contains the following software and data of others.\n",
    ...folders.map((folder) => packageNotice(path.join(root, folder))),
    `${vendorList}\n${readFileSync(path.join(root, "scripts/apache-2.0.txt"), "utf8").trim()}\n`,
  ].join(`\n${line}\n\n`);
  for (const file of ["THIRD-PARTY-NOTICES", "server/dist/THIRD-PARTY-NOTICES"]) {
    writeWhenChanged(path.join(root, file), notices);
  }
}

/** The folder of the package that a bundled file belongs to, as a list of none or one. */
function packageFolder(input) {
  return input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? [];
}

function packageNotice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)([.-]|$)/i.test(entry));
  if (file === undefined) {
    throw new Error(`${name} has no licence file, so the notices cannot be written.`);
  }
  const text = readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  return `${name} ${version}\nLicence: ${license}\n\n${text}\n`;
}

function writeWhenChanged(file, text) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    writeFileSync(file, text);
  }
}
