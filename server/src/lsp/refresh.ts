import type { ClientCapabilities, Connection } from "vscode-languageserver";
import { guarded } from "./guard.ts";
import { CodeLensRefreshRequest, DiagnosticRefreshRequest, InlayHintRefreshRequest } from "./protocol.ts";

/** Has the client ask again for what depends on settings, as far as it can be told to. */
export function refreshShown(connection: Connection, { workspace }: ClientCapabilities): void {
  const requests = [
    workspace?.diagnostics?.refreshSupport ? DiagnosticRefreshRequest.type : undefined,
    workspace?.codeLens?.refreshSupport ? CodeLensRefreshRequest.type : undefined,
    workspace?.inlayHint?.refreshSupport ? InlayHintRefreshRequest.type : undefined,
  ];
  for (const request of requests) {
    if (request) void guarded(connection.console, "refresh", undefined, () => connection.sendRequest(request));
  }
}
