// gialint in VS Code: starts `gialint lsp` and shows what it says. The program is a setting of the machine, so
// that no folder can name another one.
const { window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = ["plaintext", "markdown", "html", "yaml"];
let client;

exports.activate = async function () {
  const command = workspace.getConfiguration("gialint").get("command");
  client = new LanguageClient(
    "gialint",
    "gialint",
    { command, args: ["lsp"] },
    {
      documentSelector: [
        ...LANGUAGES.map((language) => ({ scheme: "file", language })),
        { scheme: "file", pattern: "**/pyproject.toml" },
      ],
    },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `gialint 没能启动 (could not be started): ${command} lsp. pip install lsprotocol pygls；` +
        "程序不在路径里时，写明设置 gialint.command (or name it in the setting gialint.command)",
    );
  }
};

exports.deactivate = function () {
  return client ? client.stop() : undefined;
};
