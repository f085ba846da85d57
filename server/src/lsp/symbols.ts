import type { DocumentSymbol, SymbolInformation } from "vscode-languageserver";
import type { OutlineNode } from "../service.ts";
import type { ClientAbilities } from "./abilities.ts";
import type { OpenDocument } from "./documents.ts";
import { SymbolKind } from "./protocol.ts";

/** The outline: a tree, or a list for a client that shows no trees. */
export function symbolsOf(opened: OpenDocument, client: ClientAbilities): DocumentSymbol[] | SymbolInformation[] {
  const roots = opened.snapshot.outline();
  if (!client.symbolTree) return roots.flatMap((root) => listed(root, opened, client));
  return roots.map((root) => branch(root, opened, client));
}

function branch(node: OutlineNode, opened: OpenDocument, client: ClientAbilities): DocumentSymbol {
  return {
    name: nameOf(node),
    detail: node.detail,
    kind: kindOf(node, client),
    range: opened.converter.range(node.span),
    selectionRange: opened.converter.range(node.selection),
    children: node.children.map((child) => branch(child, opened, client)),
  };
}

function listed(
  node: OutlineNode,
  opened: OpenDocument,
  client: ClientAbilities,
  containerName?: string,
): SymbolInformation[] {
  const name = nameOf(node);
  const location = { uri: opened.document.uri, range: opened.converter.range(node.span) };
  const symbol = { name, kind: kindOf(node, client), location, ...(containerName ? { containerName } : {}) };
  return [symbol, ...node.children.flatMap((child) => listed(child, opened, client, name))];
}

function nameOf({ name }: OutlineNode): string {
  return name === "" ? "(empty)" : name;
}

function kindOf({ kind }: OutlineNode, client: ClientAbilities): SymbolKind {
  const wanted = kinds[kind];
  return client.symbolKinds.has(wanted) ? wanted : SymbolKind.Property;
}

const kinds: Readonly<Record<OutlineNode["kind"], SymbolKind>> = {
  policy: SymbolKind.Module,
  statement: SymbolKind.Object,
  principal: SymbolKind.Interface,
  action: SymbolKind.Method,
  operator: SymbolKind.Operator,
  condition: SymbolKind.Field,
};
