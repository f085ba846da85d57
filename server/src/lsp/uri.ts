/** The last segment of a URI, decoded as far as it can be. */
export function basename(uri: string): string {
  const last = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** The URI of an absolute path, of either kind of system. */
export function uriOfPath(path: string): string {
  const isDrive = /^[A-Za-z]:[\\/]/.test(path);
  const slashed = isDrive ? `/${path.replaceAll("\\", "/")}` : path;
  const segments = slashed.split("/").map((segment) => encodeURIComponent(segment).replace(/^([A-Za-z])%3A$/, "$1:"));
  return `file://${segments.join("/")}`;
}
