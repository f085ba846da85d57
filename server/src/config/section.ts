import { editorSettings, settingNames } from "./read.ts";

/**
 * The `trustPolicy` section of what an editor sends: it may stand among the settings of others, or by itself. Undefined where there
 * is nothing of ours.
 */
export function settingsSection(given: unknown): unknown {
  if (typeof given !== "object" || given === null) return undefined;
  const { trustPolicy: section } = given as { readonly trustPolicy?: unknown };
  if (section !== undefined) return section;
  const isOurs = (name: string) => editorSettings.has(name) || settingNames.some((setting) => setting === name);
  return Object.keys(given).some(isOurs) ? given : undefined;
}
