// VS Code for the web as a person has it: a folder in memory, a keyboard, and what stands on the screen.
import { startWebServer } from "../web-server.mjs";
import { openBrowser } from "../workbench.mjs";
import { Editor, textOf } from "./editor.mjs";

/**
 * Opens VS Code for the web with the packed extension.
 * @param {object} options
 * @param {Record<string, string>} options.files what the folder holds, by name; `$0` in a text is the cursor and no part of it
 * @param {Record<string, unknown>} [options.settings] settings of the page
 * @param {{ width: number, height: number }} [options.viewport] CSS pixels
 */
export async function openVSCodeForTheWeb({ files, settings, viewport }) {
  const closers = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, textOf(text)]));
    const server = await startWebServer({ files: texts, ...(settings && { settings }) });
    closers.push(server.stop);
    const { page, close: closeBrowser } = await openBrowser(viewport);
    closers.push(closeBrowser);
    await page.goto(`http://${server.authority}/`);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
    page.setDefaultTimeout(20_000);
    return new WebEditor(page, files, close);
  } catch (error) {
    await close(); // else the caller would end and leave the browser running
    throw error;
  }
}

class WebEditor extends Editor {
  #files;

  constructor(page, files, close) {
    super(page, "", close);
    this.#files = files;
  }

  /** Opens one of the files that are there from the start, with the cursor where `$0` stands in it. */
  open(name) {
    return this.openFile(name, this.#files[name]);
  }
}
