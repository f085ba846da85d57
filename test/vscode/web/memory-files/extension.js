// A folder that exists in memory alone: what a workspace is in VS Code for the web. VS Code runs this file as it stands.
const { Disposable, EventEmitter, FileChangeType, FileSystemError, FileType, Uri, workspace } = require("vscode");

/** A folder named `unreadable` cannot be listed, one named `link` is a link. @implements {import("vscode").FileSystemProvider} */
class MemoryFiles {
  #changed = new EventEmitter();
  onDidChangeFile = this.#changed.event;
  /** By path: how often a file has been written. */
  #times = new Map();
  /** By path: the content of a file, or nothing for a folder. @type {Map<string, Uint8Array | undefined>} */
  #entries = new Map([
    ["/", undefined],
    ["/roles", undefined],
  ]);

  watch() {
    return new Disposable(() => {});
  }

  stat(uri) {
    const content = this.#find(uri);
    return {
      type: content === undefined ? FileType.Directory : FileType.File,
      ctime: 0,
      mtime: content === undefined ? 0 : this.#times.get(uri.path),
      size: content?.length ?? 0,
    };
  }

  readDirectory(uri) {
    this.#find(uri);
    if (uri.path.endsWith("/unreadable")) throw FileSystemError.NoPermissions(uri);
    const folder = uri.path === "/" ? "/" : `${uri.path}/`;
    return [...this.#entries]
      .filter(([path]) => path !== "/" && path.startsWith(folder) && !path.slice(folder.length).includes("/"))
      .map(([path, content]) => [path.slice(folder.length), content ? FileType.File : typeOfFolder(path)]);
  }

  readFile(uri) {
    const content = this.#find(uri);
    if (content === undefined) throw FileSystemError.FileIsADirectory(uri);
    return content;
  }

  createDirectory(uri) {
    this.#entries.set(uri.path, undefined);
    this.#tell(FileChangeType.Created, uri);
  }

  writeFile(uri, content) {
    const isNew = !this.#entries.has(uri.path);
    this.#entries.set(uri.path, content);
    this.#times.set(uri.path, (this.#times.get(uri.path) ?? 0) + 1);
    this.#tell(isNew ? FileChangeType.Created : FileChangeType.Changed, uri);
  }

  delete(uri) {
    this.#find(uri);
    for (const path of [...this.#entries.keys()]) {
      if (path === uri.path || path.startsWith(`${uri.path}/`)) this.#entries.delete(path);
    }
    this.#tell(FileChangeType.Deleted, uri);
  }

  rename(from, to) {
    this.writeFile(to, this.readFile(from));
    this.delete(from);
  }

  #find(uri) {
    if (!this.#entries.has(uri.path)) throw FileSystemError.FileNotFound(uri);
    return this.#entries.get(uri.path);
  }

  #tell(type, uri) {
    this.#changed.fire([{ type, uri }]);
  }
}

function typeOfFolder(path) {
  return path.endsWith("/link") ? FileType.Directory | FileType.SymbolicLink : FileType.Directory;
}

exports.activate = async ({ extensionUri, subscriptions }) => {
  const files = new MemoryFiles();
  const given = await fetch(Uri.joinPath(extensionUri, "files.json").toString(true));
  for (const [name, text] of Object.entries(await given.json())) {
    files.writeFile(Uri.from({ scheme: "memory", path: `/roles/${name}` }), new TextEncoder().encode(text));
  }
  subscriptions.push(
    // It cannot be searched, like most file systems of extensions: VS Code waits until somebody can.
    workspace.registerFileSystemProvider("memory", files, { isCaseSensitive: true }),
  );
};
