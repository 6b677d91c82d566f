// Branchless.swift — comparisons whose outcome is a number, for loops that cannot foresee it.

/// The compiler turns a condition that is added to a counter into a branch; on data without
/// order half of those are mispredicted, at the price of many comparisons.
enum Branchless {
  /// 1 when `left` is above `right`, else 0.
  ///
  /// - Parameters: neither is negative: their bits are then in the order of their values.
  @inline(__always)
  static func isAbove(_ left: Float, _ right: Float) -> Int {
    Int(truncatingIfNeeded: (right.bitPattern &- left.bitPattern) &>> 31)
  }

  /// 1 when both are the same, else 0.
  @inline(__always)
  static func isEqual(_ left: UInt32, _ right: UInt32) -> Int {
    let difference = left ^ right
    return Int(truncatingIfNeeded: (difference | (0 &- difference)) &>> 31) ^ 1
  }
}
