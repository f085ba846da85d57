import type { TextPart } from "../service.ts";

/** Numbers placeholders: equal names get equal numbers. */
export class TabStops {
  readonly #numbers = new Map<string, number>();

  snippet(parts: readonly TextPart[]): string {
    return parts
      .map((part) => {
        if (typeof part === "string") return escapeSnippet(part);
        const number = this.#numbers.get(part.placeholder) ?? this.#numbers.size + 1;
        this.#numbers.set(part.placeholder, number);
        return `\${${number}:${escapeSnippet(part.text)}}`;
      })
      .join("");
  }
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
