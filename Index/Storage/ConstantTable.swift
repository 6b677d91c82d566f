// ConstantTable.swift — a table that is made once and never freed. A fence file: owns memory.
import Glibc

/// A table that lasts as long as the process.
///
/// An array would count its readers, and threads that read it side by side would wait for one
/// another to count.
@safe
struct ConstantTable<Element: FixedWidthInteger & BitwiseCopyable & Sendable>:
  @unchecked Sendable
{
  private let elements: UnsafePointer<Element>
  let count: Int

  init(_ values: [Element]) {
    self.init(count: values.count) { table in
      for (index, value) in values.enumerated() { table[index] = value }
    }
  }

  /// Zeros, and what `fill` writes among them: pages that it leaves alone take no memory.
  init(count: Int, _ fill: (inout MutableSpan<Element>) -> Void) {
    guard let memory = unsafe calloc(count, MemoryLayout<Element>.stride) else {
      preconditionFailure("no memory for a table")
    }
    let values = unsafe memory.bindMemory(to: Element.self, capacity: count)
    var span = unsafe MutableSpan(_unsafeStart: values, count: count)
    fill(&span)
    unsafe elements = UnsafePointer(values)
    self.count = count
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
