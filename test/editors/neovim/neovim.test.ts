import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";

/** The real Neovim, configured by the very lines of docs/editors.md, with the built server on its PATH. */

const root = path.resolve(import.meta.dirname, "../../..");
const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "😀",
      "Effect": "allow",
      "Principal": { "Service": "bedrock.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

/** What session.lua writes. */
interface Seen {
  readonly problem?: string;
  readonly diagnostics: readonly { rule: string; line: number; column: number; message: string }[];
  readonly hover: readonly string[];
  readonly actions: readonly string[];
  readonly fixed: readonly string[];
  readonly completion: readonly string[];
  readonly completed: readonly string[];
}

/** The Lua under a heading of docs/editors.md. */
function configuration(heading: string): string {
  const page = readFileSync(path.join(root, "docs/editors.md"), "utf8");
  const section = page.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  const [, lua] = /```lua\n(.*?)```/s.exec(section ?? "") ?? [];
  assert.ok(lua, `docs/editors.md has no Lua under "${heading}"`);
  return lua;
}

/** All Lua of a page. */
function luaOf(page: string): readonly string[] {
  return [...readFileSync(path.join(root, page), "utf8").matchAll(/```lua\n(.*?)```/gs)].map(([, lua = ""]) => lua);
}

function session(folder: string): Seen {
  const file = (name: string, text?: string) => {
    const place = path.join(folder, name);
    if (text !== undefined) writeFileSync(place, text);
    return place;
  };
  symlinkSync(
    path.join(root, "server/bin/trust-policy-language-server.js"),
    path.join(folder, "trust-policy-language-server"),
  );
  const env = {
    ...process.env,
    PATH: [folder, process.env.PATH].join(path.delimiter),
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
    CONFIGURATION: file("init.lua", configuration("Neovim 0.7")),
    POLICY: file("trust-policy.json", policy),
    SEEN: file("seen.json"),
  };
  const script = path.join(import.meta.dirname, "session.lua");
  const nvim = ["--headless", "-n", "-u", "NONE", "-c", `luafile ${script}`];
  const { error, stdout, stderr } = spawnSync("nvim", nvim, { cwd: folder, env, encoding: "utf8", timeout: 120_000 });
  if (error) throw error;
  assert.equal(stdout + stderr, "", "Neovim had nothing to complain about");
  return JSON.parse(readFileSync(env.SEEN, "utf8"));
}

describe("in Neovim", () => {
  let folder: string;
  let seen: Seen;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
    seen = session(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("nothing failed on the way", () => {
    assert.equal(seen.problem, undefined);
  });

  it("the lines for other versions are Lua, too", () => {
    const all = [...luaOf("README.md"), ...luaOf("docs/editors.md")];
    assert.equal(all.length, 4);
    for (const lua of all) {
      const file = path.join(folder, "other.lua");
      writeFileSync(file, lua);
      const check = ["--headless", "-u", "NONE", "-c", `lua assert(loadfile("${file}"))`, "-c", "qall!"];
      const { stderr } = spawnSync("nvim", check, { encoding: "utf8" });
      assert.equal(stderr, "");
    }
  });

  it("diagnostics stand where the text is wrong", () => {
    const found = seen.diagnostics.find(({ rule }) => rule === "effect-invalid");
    assert.deepEqual(found, {
      rule: "effect-invalid",
      line: 6,
      column: 17,
      message: 'IAM refuses "allow": Effect is case-sensitive. Write "Allow".',
    });
  });

  it("hover explains the service", () => {
    assert.match(seen.hover.join("\n"), /bedrock\.amazonaws\.com/);
  });

  it("the code action that is picked changes the text", () => {
    assert.equal(seen.actions[0], 'Change to "Allow"');
    assert.equal(`${seen.fixed.join("\n")}\n`, policy.replace('"allow"', '"Allow"'));
  });

  it("completion offers actions, and the one that is picked stands in the text", () => {
    assert.ok(seen.completion.includes("sts:AssumeRole"), seen.completion.join());
    assert.deepEqual(seen.completed, seen.fixed);
  });
});
