/** What most addresses begin with, by the character that stands for it; the longest first. */
export const addressPrefixes: Readonly<Record<string, string>> = {
  "~": "https://docs.aws.amazon.com/IAM/latest/UserGuide/",
  "^": "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/",
  "/": "https://docs.aws.amazon.com/",
};
