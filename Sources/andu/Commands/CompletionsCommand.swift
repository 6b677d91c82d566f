// CompletionsCommand.swift — andu completions: a completion script for a shell.
import ArgumentParser

struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "completions",
    abstract: say("Print a completion script for a shell.", "输出命令补全脚本。"),
    discussion: "andu completions fish > ~/.config/fish/completions/andu.fish")

  @Argument(help: ArgumentHelp(say("bash, zsh or fish.", "bash、zsh 或 fish。")))
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw ValidationError(
        say("\(shell): choose bash, zsh or fish", "\(shell)：请选 bash、zsh 或 fish"))
    }
    Output.line(Andu.completionScript(for: shell))
  }
}
