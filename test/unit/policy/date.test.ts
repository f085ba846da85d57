import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDate } from "../../../server/src/policy/date.ts";

describe("a date of a policy", () => {
  it("may be cut off behind the year, the month, the day or the minute", () => {
    const start = Date.UTC(2027, 0, 1);
    for (const text of ["2027", "2027-01", "2027-01-01", "2027-01-01T00:00Z", "2027-01-01T00:00:00Z"]) {
      assert.equal(parseDate(text), start, text);
    }
  });

  it("may have a fraction of a second, of which thousandths count", () => {
    assert.equal(parseDate("2027-01-01T00:00:00.5Z"), Date.UTC(2027, 0, 1) + 500);
    assert.equal(parseDate("2027-01-01T00:00:00.1239Z"), Date.UTC(2027, 0, 1) + 123);
  });

  it("may be of the first century", () => {
    assert.equal(parseDate("0050"), Date.parse("0050-01-01T00:00:00Z"));
  });

  it("has a zone behind a time", () => {
    assert.equal(parseDate("2027-04-01T01:30:00+01:30"), Date.UTC(2027, 3, 1));
    assert.equal(parseDate("2027-03-31T19:00:00-05:00"), Date.UTC(2027, 3, 1));
    assert.equal(parseDate("2027-04-01T00:00:00"), undefined);
  });

  it("may be seconds since 1970", () => {
    assert.equal(parseDate("1830297599"), 1_830_297_599_000);
  });

  it("is a day that there is", () => {
    const texts = [
      "2027-13-01",
      "2027-02-30",
      "2027-00-01",
      "2027-01-00",
      "2027-01-01T24:00:00Z",
      "2027-01-01T00:60:00Z",
      "01-02-2027",
      "",
    ];
    assert.deepEqual(
      texts.filter((text) => parseDate(text) !== undefined),
      [],
    );
    assert.equal(parseDate("2028-02-29"), Date.UTC(2028, 1, 29));
  });
});
