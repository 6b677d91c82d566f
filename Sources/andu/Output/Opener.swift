// Opener.swift — hands a file or an address to the program that shows it.

enum Opener {
  /// `ANDU_OPENER`, else `xdg-open`, else `open`; waits for it.
  static func open(_ target: String) throws {
    guard let program = ExternalProgram.chosen(by: ["ANDU_OPENER"], else: ["xdg-open", "open"])
    else {
      throw Complaint(
        "\(target): no program to open it with; install xdg-open, or name one in ANDU_OPENER",
        "\(target)：没有可用来打开的程序；请安装 xdg-open，或用 ANDU_OPENER 指定")
    }
    guard program.isInstalled else {
      throw Complaint(
        "\(program.command): there is no such program; ANDU_OPENER names it",
        "\(program.command)：没有这个程序；它由 ANDU_OPENER 指定")
    }
    let status = program.run([target])
    if status != 0 {
      throw Complaint(
        "\(target): \(program.command) could not open it" + (status.map { " (\($0))" } ?? ""),
        "\(target)：\(program.command) 未能打开" + (status.map { "（\($0)）" } ?? ""))
    }
  }
}
