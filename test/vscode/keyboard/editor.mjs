// VS Code as a person has it: a folder, a keyboard, and what stands on the screen.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../../scripts/setup.mjs";
import { quietSettings, startCodeServer } from "../code-server.mjs";
import { eventually } from "../eventually.ts";
import { hosts, packedExtension } from "../install.mjs";
import { openBrowser, openWorkbench } from "../workbench.mjs";

/**
 * Opens VS Code with the extension on an empty folder.
 * @param {object} options
 * @param {Record<string, unknown>} [options.settings] user settings
 * @param {{ width: number, height: number }} [options.viewport] CSS pixels
 * @param {boolean} [options.packed] the packed extension is installed, in place of the checkout
 */
export async function openVSCode({ settings = quietSettings, viewport, packed = false } = {}) {
  const scratch = mkdtempSync(path.join(tmpdir(), "tp-keys-"));
  const folder = path.join(scratch, "roles");
  mkdirSync(folder);
  const closers = [() => rmSync(scratch, { recursive: true, force: true })];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const vsix = packed ? { vsix: packedExtension() } : {};
    const server = await startCodeServer({ host: hosts.current, settings, ...vsix });
    closers.push(server.stop);
    const browser = await openBrowser(viewport);
    closers.push(browser.close);
    await openWorkbench(browser.page, server, { folder, ...(!packed && { extension: root }) });
    await browser.page.locator(".explorer-folders-view").waitFor({ timeout: 60_000 });
    browser.page.setDefaultTimeout(20_000);
    return new Editor(browser.page, folder, close);
  } catch (error) {
    await close(); // else the test would end and leave VS Code running
    throw error;
  }
}

/** A text without the cursor in it. */
export function textOf(textWithCursor) {
  return textWithCursor.replace("$0", "");
}

export class Editor {
  /** @type {import("playwright-core").Page} */
  page;
  #folder;
  #close;

  constructor(page, folder, close) {
    this.page = page;
    this.#folder = folder;
    this.#close = close;
  }

  close() {
    return this.#close();
  }

  /** Does what a test does; when that fails, a picture of the screen stays in dist/test. */
  async attempt(name, test) {
    try {
      await test();
    } catch (error) {
      const picture = path.join(root, `dist/test/${name.replaceAll(/[^a-z]+/gi, "-")}.png`);
      await this.page.screenshot({ path: picture });
      error.message += `\nThe screen: ${picture}`;
      throw error;
    } finally {
      await this.press("Escape", "Escape");
    }
  }

  /** Writes a file into the folder. */
  write(name, text) {
    const file = path.join(this.#folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes a file, opens it from the explorer and puts the cursor where `$0` stands in the text. */
  async open(name, textWithCursor) {
    this.write(name, textOf(textWithCursor));
    await this.openFile(name, textWithCursor);
  }

  /** Opens a file that is there from the explorer and puts the cursor where `$0` stands in the text. */
  async openFile(name, textWithCursor) {
    // The mouse still rests where the last file was opened, and the explorer's tooltip would cover the next one.
    await this.page.mouse.move(0, 0);
    await this.page.locator(".context-view .hover-contents").waitFor({ state: "hidden" });
    await this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
    await this.page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await this.statusBar("Trust"); // the server is up
    const lines = textWithCursor.slice(0, textWithCursor.indexOf("$0")).split("\n");
    await this.goTo(lines.length, (lines.at(-1)?.length ?? 0) + 1);
  }

  /** @param {number} line from 1 @param {number} column from 1 */
  async goTo(line, column) {
    await this.press("Control+g");
    const input = this.page.locator(".quick-input-widget:visible input").first();
    await input.waitFor();
    await this.page.keyboard.type(`${line}:${column}`);
    await this.press("Enter");
    await this.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Gives the editor the whole width. */
  async hideSideBar() {
    await this.press("Control+b");
    await this.page.locator(".explorer-folders-view").waitFor({ state: "hidden" });
  }

  /** Runs a command by its title, through the palette. */
  async command(title) {
    await this.press("F1");
    await this.pick("Type the name of a command to run.", title);
  }

  /**
   * Types into a list of choices until its first entry is the one wanted, and takes it.
   * @param {string} prompt what stands in the empty input
   */
  async pick(prompt, label) {
    const input = this.page.locator(`.quick-input-widget input[placeholder="${prompt}"]`);
    await input.waitFor();
    await this.type(label);
    await this.page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: label }).waitFor();
    await this.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /** Types as a person does, one key after another. */
  async type(text) {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Presses keys as a person does, who sees what one has done before the next. */
  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.#drawn();
    }
  }

  /** Waits until the screen stays as it is: two looks at it are the same. */
  async settled() {
    let before = "";
    await eventually(
      "the screen stays as it is",
      async () => {
        const now = (await this.page.screenshot({ animations: "disabled", caret: "hide" })).toString("base64");
        const same = now === before;
        before = now;
        return same;
      },
      { everyMs: 300 },
    );
  }

  /** VS Code hears what is typed relative to what it has drawn last; after two frames that is the present. */
  async #drawn() {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  /** Waits for a suggestion and moves to it. @param {string} label its whole label */
  async select(label) {
    const row = this.page.locator(`.suggest-widget.visible .monaco-list-row`).filter({
      has: this.page.locator(".label-name", { hasText: new RegExp(`^${literally(label)}$`) }),
    });
    await eventually(`the suggestion ${label}`, async () => {
      const count = await row.count();
      if (count === 0) return false;
      if ((await row.first().getAttribute("class"))?.includes("focused")) return true;
      await this.press("ArrowDown");
      return false;
    });
  }

  /** Waits for an entry of the light bulb's menu and chooses it. @param {RegExp} title */
  async chooseAction(title) {
    const menu = this.page.locator(".action-widget").first();
    const wanted = menu.locator(".monaco-list-row", { hasText: title });
    await wanted.waitFor();
    await eventually(`the action ${title}`, async () => {
      if ((await wanted.first().getAttribute("class"))?.includes("focused")) return true;
      await this.press("ArrowDown");
      return false;
    });
    await this.press("Enter");
    await menu.waitFor({ state: "hidden" });
  }

  /** The whole text of the editor with the focus, as it stands on the screen. */
  async shownText() {
    const lines = await this.page
      .locator(".editor-group-container.active .view-lines .view-line")
      .evaluateAll((all) =>
        all.map((line) => ({ top: line.offsetTop, text: line.textContent.replaceAll("\u00a0", " ") })),
      );
    return lines
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text)
      .join("\n");
  }

  /** The text of the status bar item that holds a word. */
  async statusBar(word) {
    const item = this.page.locator(".statusbar-item", { hasText: word });
    return (await item.first().innerText()).trim();
  }

  /** How many problems VS Code counts: the label of its status bar item. */
  async problems() {
    return (await this.page.locator("#status\\.problems [aria-label]").first().getAttribute("aria-label")) ?? "";
  }

  /** Waits for a finding under the text, by the class of its line: `error`, `warning`, `info`, `hint`. */
  async squiggle(kind) {
    await this.page.locator(`.monaco-editor .squiggly-${kind}`).first().waitFor({ state: "attached" });
  }

  /** Saves, and compares what the file holds then. */
  async savedText(name, expected) {
    await this.page.keyboard.press("Control+s");
    const read = () => readFileSync(path.join(this.#folder, name), "utf8");
    await eventually(`${name} is saved`, () => read() === expected).catch(() => assert.equal(read(), expected));
  }
}

function literally(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
