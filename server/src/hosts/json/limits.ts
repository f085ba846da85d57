/** Past these a document is not read: no policy is that large, and an editor must not wait for one that is. */
export const maximumLength = 20 * 1024 * 1024;
/** Brackets in brackets. What walks over a tree may rely on it. */
export const maximumDepth = 500;
