/** What a part of `scripts/generate.ts` hands back: files that are made from others, with the text they should have. */
export interface GeneratedFile {
  /** Path from the root of the checkout, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** One kind of generated file. `root` is the root of the checkout. Throws with a readable message when a source is wrong. */
export interface Part {
  readonly name: string;
  readonly files: (root: string) => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;
}
