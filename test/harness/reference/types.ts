export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** How sure it is that something holds: 0 it does not, 1 it may, 2 it does. */
export type Sure = 0 | 1 | 2;

export interface ReferenceStatement {
  readonly applies: Sure;
  readonly conditions: readonly Sure[];
}

export interface ReferencePolicy {
  readonly Version?: string | undefined;
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Principal: { readonly [type: string]: readonly string[] };
    readonly Action?: readonly string[] | undefined;
    readonly NotAction?: readonly string[] | undefined;
    readonly Condition?: { readonly [operator: string]: { readonly [key: string]: readonly Json[] } } | undefined;
  }[];
}

export interface ReferenceRequest {
  readonly principal: { readonly type: string; readonly text: string };
  readonly action: string;
  readonly keys: { readonly [name: string]: string | readonly string[] };
}

/** What stands for a value that is filled in later. */
export const hole = "${Hole}";

export const sure = (holds: boolean): Sure => (holds ? 2 : 0);
export const all = (parts: readonly Sure[]): Sure => Math.min(2, ...parts) as Sure;
export const any = (parts: readonly Sure[]): Sure => Math.max(0, ...parts) as Sure;
export const opposite = (part: Sure): Sure => (2 - part) as Sure;

export type Keys = ReadonlyMap<string, readonly string[]>;

export function lookUp(keys: Keys, name: string): readonly string[] {
  return keys.get(name.toLowerCase()) ?? [];
}
