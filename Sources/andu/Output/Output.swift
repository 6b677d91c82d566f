// Output.swift — data to stdout, talk to stderr; a closed pipe is no error.
// A fence file: calls the system about terminals and the environment.
import Glibc
import SystemPackage

/// Writes in whole pieces. Results go to stdout, everything else to stderr.
enum Output {
  nonisolated(unsafe) private static var pending: [UInt8] = []

  static func write(_ text: String) { write(Array(text.utf8)) }

  static func line(_ text: String) { write(text + "\n") }

  /// Cells of a row of tab-separated values.
  static func row(_ cells: [String]) {
    line(cells.map(SafeText.cell).joined(separator: "\t"))
  }

  static func write(_ bytes: [UInt8]) {
    unsafe pending += bytes
    if unsafe pending.count > 1 << 16 { flush() }
  }

  static func flush() {
    if unsafe pending.isEmpty { return }
    do {
      try FileDescriptor.standardOutput.writeAll(unsafe pending)
    } catch Errno.brokenPipe {
      Foreground.exit(0)
    } catch {
      unsafe pending = []
      complain(say("cannot write the output: \(error)", "无法写出结果：\(Messages.chinese(error))"))
      Foreground.exit(Status.usage.rawValue)
    }
    unsafe pending.removeAll(keepingCapacity: true)
  }

  /// A line about the run, not part of its results.
  static func note(_ text: String) {
    flush()
    _ = try? FileDescriptor.standardError.writeAll(
      (SafeText.visible(text, keeping: "\n") + "\n").utf8)
  }

  static func complain(_ text: String) { note("andu: \(text)") }

  /// What was typed, with a mark below the character that comes behind `before`.
  static func point(behind before: some StringProtocol, in text: String) {
    let width = displayWidth(of: SafeText.visible(String(before)))
    note("  \(SafeText.visible(text))\n  \(String(repeating: " ", count: width))^")
  }

  /// A line that the next one replaces; only on a terminal.
  static func progress(_ text: String) {
    guard Terminal.isErrorTerminal else { return }
    let line = Columns.cut(SafeText.visible(text), to: Terminal.width - 1)
    _ = try? FileDescriptor.standardError.writeAll("\r\u{1b}[K\(line)".utf8)
  }

  static func endProgress() {
    guard Terminal.isErrorTerminal else { return }
    _ = try? FileDescriptor.standardError.writeAll("\r\u{1b}[K".utf8)
  }
}

/// Closed pipes and files over the limit of the system become errors of the call, which are told.
func ignoreWriteSignals() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}

enum Foreground {
  static func exit(_ status: Int32) -> Never {
    Pager.end()
    Glibc.exit(status)
  }
}

enum Environment {
  /// The day where the user is: yyyy-MM-dd.
  static var today: String {
    var now = time(nil)
    var local = unsafe tm()
    unsafe localtime_r(&now, &local)
    let (year, month, day) = unsafe (1900 + local.tm_year, 1 + local.tm_mon, local.tm_mday)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  static func value(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}

enum Terminal {
  /// As the program was started; a pager may stand between since.
  static let isOutputTerminal = isatty(STDOUT_FILENO) == 1
  static let isErrorTerminal = isatty(STDERR_FILENO) == 1

  /// Whether somebody sees lines end at `width`.
  static var hasWidth: Bool {
    isOutputTerminal || !(Environment.value("COLUMNS") ?? "").isEmpty
  }

  /// Columns to fill: `COLUMNS`, else the terminal's, else 80; no fewer than 40.
  static let width: Int = {
    if let named = Environment.value("COLUMNS").flatMap({ Int($0) }), named > 0 {
      return max(40, named)
    }
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
        return max(40, Int(size.ws_col))
      }
    }
    return 80
  }()
}
