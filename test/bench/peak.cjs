// Loaded into a program whose memory is measured: says at its end how much it used at most, in kilobytes.
const { isMainThread } = require("node:worker_threads");

if (isMainThread) process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));
