// Loaded into a server whose memory is watched: on a signal it collects what is no longer used, and says how much is left and how
// much of that is code that the engine has compiled, in bytes.
const { getHeapCodeStatistics } = require("node:v8");

process.on("SIGUSR2", () => {
  globalThis.gc();
  const { code_and_metadata_size: machine, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics();
  process.stderr.write(JSON.stringify([process.memoryUsage().heapUsed, machine + bytecode]));
});
