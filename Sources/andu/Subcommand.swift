// Subcommand.swift — what all commands below `andu` say of themselves.
import ArgumentParser

extension CommandConfiguration {
  /// Of `andu NAME`.
  ///
  /// A parser that knows what stands above a command does not first look through its arguments for
  /// a request of completion scripts.
  init(subcommand name: String, abstract: String, discussion: String = "") {
    self.init(
      commandName: name, _superCommandName: "andu", abstract: abstract, discussion: discussion)
  }
}
