// Style.swift — colour where it is wanted, marks where it is not.
import ArgumentParser

enum ColorChoice: String, Choice {
  case auto, always, never

  /// `NO_COLOR` with any value and `TERM=dumb` turn colour off.
  var isOn: Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      Terminal.isOutputTerminal && (Environment.value("NO_COLOR") ?? "").isEmpty
        && Environment.value("TERM") != "dumb"
    }
  }
}

/// How parts of the output look.
struct Style {
  let isColored: Bool

  func title(_ text: String) -> String { paint(text, "1") }
  func faint(_ text: String) -> String { paint(text, "2") }
  func reference(_ text: String) -> String { paint(text, "36") }

  /// Where a hit begins and ends: red and bold, or in brackets.
  var hitStart: String { isColored ? "\u{1b}[1;31m" : "[" }
  var hitEnd: String { isColored ? "\u{1b}[0m" : "]" }

  func alarm(_ text: String) -> String { paint(text, "1;31") }

  /// - Parameter code: of the colour or weight, as ECMA-48 (SGR) has it.
  func paint(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
