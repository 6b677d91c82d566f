// OFDText.swift — a text object (文字对象) of an OFD page → pieces of text in their places.

/// Source: GB/T 33190—2016, 8.5 (transformation), 11.2 (TextObject), 11.3 (TextCode).
enum OFDText {
  /// Numbers of an array, and characters of an object, that anyone writes.
  static let longest = 100_000

  static func pieces(of object: XMLElement) -> [PrintedText] {
    let boundary = numbers(object["Boundary"])
    guard object["Visible"] != "false", boundary.count >= 2,
      let size = numbers(object["Size"]).first, size > 0
    else { return [] }
    let given = numbers(object["CTM"])
    let matrix = given.count == 6 ? given : [1, 0, 0, 1, 0, 0]
    // Text that is turned or mirrored is a stamp or a watermark.
    guard abs(matrix[1]) < 0.1 * abs(matrix[0]), matrix[0] > 0, matrix[3] > 0 else { return [] }
    var pieces: [PrintedText] = []
    var (x, y) = (0.0, 0.0)
    for code in object.children("TextCode") {
      // Without a place of its own a text goes on where the one before began.
      x = numbers(code["X"]).first ?? x
      y = numbers(code["Y"]).first ?? y
      pieces += runs(
        code.text, x, y, deltas(code["DeltaX"]), deltas(code["DeltaY"]), size: size)
    }
    return pieces.map { piece in
      PrintedText(
        text: piece.text,
        left: boundary[0] + matrix[0] * piece.left + matrix[2] * piece.baseline + matrix[4],
        right: boundary[0] + matrix[0] * piece.right + matrix[2] * piece.baseline + matrix[4],
        baseline: boundary[1] + matrix[1] * piece.left + matrix[3] * piece.baseline + matrix[5],
        size: matrix[0] * piece.size)
    }
  }

  /// Characters that follow one another without a gap are one piece.
  private static func runs(
    _ text: String, _ x: Double, _ y: Double, _ deltaX: [Double], _ deltaY: [Double], size: Double
  ) -> [PrintedText] {
    var runs: [PrintedText] = []
    var isOpen = false
    var (x, y) = (x, y)
    for (index, scalar) in text.unicodeScalars.prefix(longest).enumerated() {
      let width = (scalar.isASCII ? 0.5 : 1) * size
      if scalar.isBlank {
        isOpen = false
      } else if isOpen, let last = runs.last, abs(y - last.baseline) < 0.3 * size,
        abs(x - last.right) < 0.8 * size
      {
        runs[runs.count - 1].text.unicodeScalars.append(scalar)
        runs[runs.count - 1].right = x + width
      } else {
        runs.append(
          PrintedText(
            text: String(scalar), left: x, right: x + width, baseline: y, size: size))
        isOpen = true
      }
      x += index < deltaX.count ? deltaX[index] : deltaY.isEmpty ? width : 0
      if index < deltaY.count { y += deltaY[index] }
    }
    return runs
  }

  private static func numbers(_ text: String?) -> [Double] {
    (text ?? "").split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }
      .prefix(longest).compactMap { Double($0) }
      .map { $0.isFinite ? min(max($0, -1e6), 1e6) : 0 }
  }

  /// `5 5 8` or, for the same value many times, `g 12 5`.
  static func deltas(_ text: String?) -> [Double] {
    var parts = (text ?? "").split { $0 == " " || $0 == "\n" || $0 == "\t" }[...]
    var deltas: [Double] = []
    while let part = parts.popFirst(), deltas.count < longest {
      if part == "g" {
        guard let count = parts.popFirst().flatMap({ Int($0) }),
          let value = numbers(parts.popFirst().map(String.init)).first, count > 0
        else { break }
        deltas += Array(repeating: value, count: min(count, longest - deltas.count))
      } else {
        deltas += numbers(String(part))
      }
    }
    return deltas
  }
}
