import type { Rule } from "./define.ts";
import { effectInvalid } from "./effect-invalid.ts";

/** Every rule, sorted by name. */
export const rules: readonly Rule[] = [effectInvalid];
