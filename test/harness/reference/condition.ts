import { cut, filledIn, like, type Sign, signsOf } from "./text.ts";
import { hole, type Json, type Keys, type Sure, sure } from "./types.ts";
import { bitsOf, bitsOfBase64, isBase64, isDigits, millionths, moment } from "./values.ts";

/** One value of the request against one of the policy; operators without Not. */
export function matchesOne(
  operator: string,
  actual: string,
  value: Json,
  version: string | undefined,
  keys: Keys,
): Sure {
  if (value === hole || typeof value === "object") return 1;
  const text = String(value);
  switch (operator) {
    case "StringEquals":
    case "StringEqualsIgnoreCase":
    case "StringLike":
    case "Bool":
    case "ArnEquals":
    case "ArnLike": {
      const wild = operator === "StringLike" || operator.startsWith("Arn");
      const signs = version === "2012-10-17" ? filledIn(text, wild, keys) : signsOf(text, wild);
      return typeof signs === "number" ? signs : fitText(operator, actual, signs);
    }
    case "Binary":
    case "BinaryEquals":
      return isBase64(actual) && isBase64(text) ? sure(bitsOfBase64(actual) === bitsOfBase64(text)) : 1;
    case "IpAddress":
      return fitAddress(actual, text);
    default:
      return fitOrder(operator, actual, text);
  }
}

function fitText(operator: string, actual: string, signs: readonly Sign[]): Sure {
  const text = signs.map((sign) => (typeof sign === "string" ? sign : sign.wild)).join("");
  if (operator === "StringEquals") return sure(text === actual);
  if (operator === "StringEqualsIgnoreCase") return sure(text.toUpperCase() === actual.toUpperCase());
  if (operator === "StringLike") return sure(like(signs, [...actual]));
  if (operator === "Bool") {
    return ["true", "false"].includes(text) && ["true", "false"].includes(actual) ? sure(text === actual) : 1;
  }
  if (text !== "" && signs.every((sign) => typeof sign !== "string" && sign.wild === "*")) return 2;
  const [wanted, parts] = [cut(signs), cut([...actual])];
  if (wanted.length < 6) return signs.every((sign) => typeof sign === "string") ? 0 : 1;
  if (parts.length < 6 || !actual.startsWith("arn:")) return 0;
  return sure(wanted.every((part, i) => like(part, (parts[i] ?? []).map(String))));
}

function fitOrder(operator: string, actual: string, text: string): Sure {
  const numeric = operator.startsWith("Numeric");
  const [a, b] = [actual, text].map(numeric ? millionths : moment);
  if (a === undefined || b === undefined) return 1;
  switch (operator.slice(numeric ? "Numeric".length : "Date".length)) {
    case "Equals":
      return sure(a === b);
    case "LessThan":
      return sure(a < b);
    case "LessThanEquals":
      return sure(a <= b);
    case "GreaterThan":
      return sure(a > b);
    default:
      return sure(a >= b);
  }
}

/** Addresses as strings of bits, of which the first ones have to agree. */
function fitAddress(actual: string, text: string): Sure {
  const [network = "", length] = text.split("/");
  const [address, block] = [bitsOf(actual), bitsOf(network)];
  const count = length === undefined ? block?.length : isDigits(length) ? Number(length) : undefined;
  if (!address || !block || count === undefined || count > block.length) return 1;
  return sure(address.length === block.length && address.slice(0, count) === block.slice(0, count));
}
