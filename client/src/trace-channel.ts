/**
 * The channel that traces go to. The language client writes traces only while its channel's log level is "trace", which people would
 * have to set by hand in the Output view; here the setting `trustPolicy.trace.server` is enough.
 */

import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from "vscode";

const setting = "trustPolicy.trace.server";

/** A view of `channel` that is at the level "trace" while the setting is on. It writes to `channel`, and must not outlive it. */
export function traceChannel(channel: LogOutputChannel): {
  readonly channel: LogOutputChannel;
  readonly listeners: Disposable[];
} {
  const levelChanged = new EventEmitter<LogLevel>();
  const isOn = () => workspace.getConfiguration().get(setting, "off") !== "off";
  const level = () => (isOn() ? LogLevel.Trace : channel.logLevel);
  const view: LogOutputChannel = Object.create(channel, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: levelChanged.event },
    trace: { value: (message: string) => (isOn() ? channel.info(message) : channel.trace(message)) },
  });
  const listeners = [
    levelChanged,
    channel.onDidChangeLogLevel(() => levelChanged.fire(level())),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(setting)) {
        levelChanged.fire(level());
      }
    }),
  ];
  return { channel: view, listeners };
}
