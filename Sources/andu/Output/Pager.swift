// Pager.swift — long output goes through a pager. A fence file: moves descriptors.
import ArgumentParser
import Glibc

struct PagerOption: ParsableArguments {
  @Flag(
    name: .customLong("no-pager"),
    help: ArgumentHelp(say("Do not page the output on a terminal.", "在终端上不分页显示。")))
  var isOff = false

  /// From here on what is printed goes through the pager, when a terminal is to show it.
  func start() {
    if !isOff { Pager.start() }
  }
}

enum Pager {
  nonisolated(unsafe) private static var child: pid_t?

  /// `ANDU_PAGER`, else `PAGER`, else `less -FRX`: leaves at once where all fits, shows colours,
  /// leaves the text standing. `cat` means none, and so does an empty variable.
  static func start() {
    guard unsafe child == nil, Terminal.isOutputTerminal, Environment.value("ANDU_PAGER") != "",
      let program = ExternalProgram.chosen(by: ["ANDU_PAGER", "PAGER"], else: ["less -FRX"]),
      program.command != "cat"
    else { return }
    guard program.isInstalled else {
      return Output.complain(
        say("\(program.command): the pager cannot be run", "\(program.command)：无法运行分页程序"))
    }
    // Widths and colours are those of the terminal, which standard output is about to leave.
    _ = Terminal.width
    unsafe setenv("LESS", "FRX", 0)
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer {
      close(ends[0])
      close(ends[1])
    }
    guard let pager = program.start(input: ends[0]) else { return }
    Output.flush()
    unsafe child = pager
    // The pager is interrupted, and this process sees the closed pipe.
    signal(SIGINT, SIG_IGN)
    if Terminal.isErrorTerminal { dup2(ends[1], STDERR_FILENO) }
    dup2(ends[1], STDOUT_FILENO)
  }

  /// Waits until all is read.
  static func end() {
    guard let pager = unsafe child else { return }
    unsafe child = nil
    if Terminal.isErrorTerminal { close(STDERR_FILENO) }
    close(STDOUT_FILENO)
    _ = ExternalProgram.end(of: pager)
  }
}
