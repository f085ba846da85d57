// Mocha's build for browsers hands itself out as a global; for the suite it is the module that it is in Node.
module.exports = globalThis.Mocha;
