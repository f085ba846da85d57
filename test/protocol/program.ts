import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

/** The built program, run as people run it, in folders of their own. */
const program = fileURLToPath(new URL("../../server/bin/trust-policy.js", import.meta.url));
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new folder with these files; it goes when the tests of the file are over. */
export function folderWith(files: Files): string {
  const folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export function run(folder: string, args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

export interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly error: string | null;
    readonly policies: readonly { readonly label: string; readonly line: number }[];
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly policy: number | null;
      readonly range: { readonly start: { readonly line: number; readonly column: number; readonly offset: number } };
    }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

export function json(folder: string, args: readonly string[], input = ""): Report & { readonly status: number | null } {
  const { status, stdout } = run(folder, ["check", "--format", "json", ...args], input);
  return { status, ...(JSON.parse(stdout) as Report) };
}

/** A policy without a fault, one with a fault that has a safe fix, and one that is no trust policy. */
export const good = `{ "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }
`;
export const bad = good.replace('"Allow"', '"allow"');
export const bucket = good.replace("sts:AssumeRole", "s3:GetObject");
