// npm runs this where the repository is installed straight from Git, as pre-commit does: it builds what `bin` names. A checkout to work
// on is set up without npm's scripts, and builds when somebody asks for it. (.npmrc keeps npm from printing the names of scripts where
// pre-commit expects the name of the package.)
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { root, setUp } from "./setup.mjs";

if (!existsSync(path.join(root, "server/dist/cli.cjs"))) {
  // For `npm install --global` npm says so to this script's own npm too, which would then leave out what the build needs.
  delete process.env.npm_config_global;
  delete process.env.npm_config_location;
  await setUp();
  const build = path.join(root, "scripts/build.mjs");
  const { status } = spawnSync(process.execPath, [build, "--production"], { stdio: ["ignore", 2, 2] });
  process.exitCode = status ?? 1;
}
