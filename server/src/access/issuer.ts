/** An issuer as it stands behind `oidc-provider/`, put right where IAM's form is certain: no scheme, the host in lower case. */
export function plainIssuer(issuer: string): string {
  const bare = issuer.replace(/^https?:\/\//i, "");
  const slash = bare.indexOf("/");
  return slash === -1 ? bare.toLowerCase() : bare.slice(0, slash).toLowerCase() + bare.slice(slash);
}

/** Whether two spellings name one issuer. Key names ignore case, and some providers register a closing slash. */
export function sameIssuer(a: string, b: string): boolean {
  return a === b || comparable(a) === comparable(b);
}

/** `gitlab.example.com` and `gitlab.example.com/path`: one host, and one of the two without the path. */
export function sharesHost(a: string, b: string): boolean {
  const [one, other] = [comparable(a), comparable(b)];
  return one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

function comparable(issuer: string): string {
  return plainIssuer(issuer)
    .replace(/(?<!\/)\/+$/, "")
    .toLowerCase();
}
