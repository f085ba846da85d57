import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSpec, type SpecFile } from "./spec.ts";

/** The root of the checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
export const specFolder = join(root, "test/specs");

/** Paths of the files below a folder of the checkout, relative to it, with forward slashes, sorted. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(ending) && !name.includes("node_modules/"))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Every file of specifications; `SPEC=rules/effect` takes only those whose name contains that. */
export function specFiles(): readonly SpecFile[] {
  const wanted = process.env.SPEC ?? "";
  return filesBelow("test/specs", ".md")
    .map((file) => file.slice(0, -".md".length))
    .filter((name) => name.includes(wanted))
    .map((name) => parseSpec(name, textOf(`test/specs/${name}.md`)));
}
