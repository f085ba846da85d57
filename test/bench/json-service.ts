import { readFileSync } from "node:fs";
import { getLanguageService, type Position } from "vscode-json-languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";

/** VS Code's JSON service with our JSON Schema: what people have who write policies without us. */
const schemaUri = "https://example.invalid/trust-policy.schema.json";
const file = new URL("../../schemas/trust-policy.schema.json", import.meta.url);

export function jsonService() {
  const service = getLanguageService({});
  const schema = JSON.parse(readFileSync(file, "utf8"));
  service.configure({ validate: true, schemas: [{ uri: schemaUri, fileMatch: ["*"], schema }] });
  const read = (text: string) => {
    const document = TextDocument.create("file:///bench/trust-policy.json", "json", 1, text);
    return { document, tree: service.parseJSONDocument(document) };
  };
  return {
    validate: (text: string) => {
      const { document, tree } = read(text);
      return service.doValidation(document, tree);
    },
    complete: (text: string, position: Position) => {
      const { document, tree } = read(text);
      return service.doComplete(document, position, tree);
    },
    hover: (text: string, position: Position) => {
      const { document, tree } = read(text);
      return service.doHover(document, position, tree);
    },
  };
}
