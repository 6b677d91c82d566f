// ConstantTable.swift — a table that is made once and never freed. A fence file: owns memory.

/// A table that lasts as long as the process.
///
/// An array would count its readers, and threads that read it side by side would wait for one
/// another to count.
@safe struct ConstantTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let elements: UnsafePointer<Element>
  let count: Int

  init(_ values: [Element]) {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: values.count)
    for (index, value) in values.enumerated() { unsafe (copy + index).initialize(to: value) }
    unsafe elements = UnsafePointer(copy)
    count = values.count
  }
}

extension ConstantTable: RandomAccessCollection {
  @inline(__always) var startIndex: Int { 0 }
  @inline(__always) var endIndex: Int { count }

  @inline(__always)
  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return unsafe elements[index]
  }
}
