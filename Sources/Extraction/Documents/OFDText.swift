// OFDText.swift — a text object (文字对象) of an OFD page → pieces of text in their places.

/// Source: GB/T 33190—2016, 8.5 (transformation), 11.2 (TextObject), 11.3 (TextCode).
enum OFDText {
  /// Numbers of an array, and characters of an object, that anyone writes.
  static let longest = 100_000

  /// - Parameter turned: give what is turned by a right angle, as on a page that was laid across,
  ///   in the places it has where that page is held upright, and not what is upright.
  static func pieces(of object: XMLElement, turned: Bool = false) -> [PrintedText] {
    let boundary = numbers(object["Boundary"])
    guard object["Visible"] != "false", boundary.count >= 2,
      let size = numbers(object["Size"]).first, size > 0
    else { return [] }
    let given = numbers(object["CTM"])
    let matrix = given.count == 6 ? given : [1, 0, 0, 1, 0, 0]
    // Text that is turned by another angle, or mirrored, is a stamp or a watermark.
    let isWanted =
      turned
      ? abs(matrix[0]) < 0.1 * abs(matrix[1]) && abs(matrix[3]) < 0.1 * abs(matrix[2])
        && matrix[1] * matrix[2] < 0
      : abs(matrix[1]) < 0.1 * abs(matrix[0]) && matrix[0] > 0 && matrix[3] > 0
    guard isWanted else { return [] }
    var pieces: [PrintedText] = []
    var (x, y) = (0.0, 0.0)
    for code in object.children("TextCode") {
      // Without a place of its own a text goes on where the one before began.
      x = numbers(code["X"]).first ?? x
      y = numbers(code["Y"]).first ?? y
      pieces += runs(
        code.text, x, y, deltas(code["DeltaX"]), deltas(code["DeltaY"]), size: size)
    }
    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      (
        boundary[0] + matrix[0] * x + matrix[2] * y + matrix[4],
        boundary[1] + matrix[1] * x + matrix[3] * y + matrix[5]
      )
    }
    // Down the page it reads from the top, its rows from the right; up the page the other way.
    let sense = matrix[1] > 0 ? 1.0 : -1.0
    return pieces.map { piece in
      let (start, end) = (place(piece.left, piece.baseline), place(piece.right, piece.baseline))
      return turned
        ? PrintedText(
          text: piece.text, left: sense * start.y, right: sense * end.y, baseline: -sense * start.x,
          size: abs(matrix[1]) * piece.size)
        : PrintedText(
          text: piece.text, left: start.x, right: end.x, baseline: start.y,
          size: matrix[0] * piece.size)
    }
  }

  /// How an object that stands upright lies on its page, and where its box begins; nil for what is
  /// hidden, turned or mirrored.
  static func upright(_ object: XMLElement) -> (matrix: [Double], left: Double, top: Double)? {
    let boundary = numbers(object["Boundary"])
    guard object["Visible"] != "false", boundary.count >= 2 else { return nil }
    let given = numbers(object["CTM"])
    let matrix = given.count == 6 ? given : [1, 0, 0, 1, 0, 0]
    guard abs(matrix[1]) < 0.1 * abs(matrix[0]), matrix[0] > 0, matrix[3] > 0 else { return nil }
    return (matrix, boundary[0], boundary[1])
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
