import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chosenEncoding, type PositionEncoding, Positions } from "../../../server/src/lsp/positions.ts";

describe("the encoding of positions", () => {
  const chosen: readonly [readonly string[] | undefined, PositionEncoding, string][] = [
    [undefined, "utf-16", "for clients that say nothing"],
    [["utf-16"], "utf-16", "for VS Code"],
    [["utf-8", "utf-16", "utf-32"], "utf-16", "for Neovim, whose other servers count so too"],
    [["utf-8"], "utf-8", "for a client that lists nothing else"],
    [["utf-32", "utf-8"], "utf-32", "as the first that a client without UTF-16 lists"],
    [["utf-7", "utf-8"], "utf-8", "as the first of the list that the server knows"],
    [["utf-7"], "utf-16", "as the one that everybody has to know"],
  ];
  for (const [offered, wanted, why] of chosen) {
    it(`is ${wanted} ${why}`, () => assert.equal(chosenEncoding(offered), wanted));
  }
});

describe("positions", () => {
  const text = 'a😀b\r\n"é"\nlast';
  const columns: Readonly<Record<PositionEncoding, readonly number[]>> = {
    "utf-8": [0, 1, 1, 5, 6],
    "utf-16": [0, 1, 2, 3, 4],
    "utf-32": [0, 1, 1, 2, 3],
  };
  for (const encoding of ["utf-8", "utf-16", "utf-32"] as const) {
    it(`count in ${encoding}, also when they are asked for out of order`, () => {
      const positions = new Positions(text, encoding);
      const character = (offset: number) => positions.at(offset).character;
      assert.deepEqual([0, 1, 2, 3, 4].map(character), columns[encoding]);
      assert.deepEqual([4, 3, 2, 1, 0].map(character), columns[encoding].toReversed());
    });

    it(`lead back to the offset in ${encoding}`, () => {
      const positions = new Positions(text, encoding);
      for (const offset of [0, 1, 3, 4, 6, 7, 8, 9, 10, 14]) {
        assert.equal(positions.offset(positions.at(offset)), offset);
      }
    });

    it(`end with the line and with the text in ${encoding}`, () => {
      const positions = new Positions(text, encoding);
      assert.equal(positions.offset({ line: 1, character: 99 }), 9);
      assert.equal(positions.offset({ line: 99, character: 0 }), text.length);
      assert.deepEqual(positions.at(99), { line: 2, character: 4 });
    });
  }

  it("inside a character are taken as in front of it", () => {
    assert.equal(new Positions(text, "utf-8").offset({ line: 0, character: 3 }), 1);
  });
});
