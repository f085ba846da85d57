// As much of Node's `assert/strict` as the suite uses, for an extension host without Node.

function assert(value, message) {
  if (!value) fail(message ?? "The value is falsy.", value, true);
}

function equal(actual, expected, message = "The values differ.") {
  if (!Object.is(actual, expected)) fail(message, actual, expected);
}

/** The suite compares what JSON can write. */
function deepEqual(actual, expected, message) {
  equal(JSON.stringify(actual), JSON.stringify(expected), message);
}

function match(actual, pattern, message = "The text does not match.") {
  if (!pattern.test(actual)) fail(message, actual, String(pattern));
}

function doesNotMatch(actual, pattern, message = "The text matches.") {
  if (pattern.test(actual)) fail(message, actual, String(pattern));
}

function fail(message, actual, expected) {
  throw Object.assign(new Error(message), { actual, expected });
}

module.exports = Object.assign(assert, { ok: assert, equal, deepEqual, match, doesNotMatch });
