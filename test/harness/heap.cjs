// Loaded into a program whose memory is watched: on a signal it collects what is no longer used, and says on standard error how much
// lives on, in strings and objects and outside the engine's heap, and how much of that is code that the engine has compiled, in bytes.
const { getHeapCodeStatistics } = require("node:v8");

process.on("SIGUSR2", () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  const { code_and_metadata_size: machine, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics();
  process.stderr.write(`${JSON.stringify({ heap: heapUsed, external, code: machine + bytecode })}\n`);
});
