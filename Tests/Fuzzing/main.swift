// main.swift — libFuzzer on one of the readers of foreign bytes: andu-fuzz READER [CORPUS …] [-OPTION=VALUE …]
import Glibc

/// Source: LLVM, libFuzzer, “Using libFuzzer as a library”.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ read: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

guard CommandLine.argc > 1, let reader = Reader(rawValue: CommandLine.arguments[1]) else {
  let names = Reader.allCases.map(\.rawValue).joined(separator: ", ")
  print("andu-fuzz: the first argument is one of \(names)")
  exit(2)
}
Reader.chosen = reader

// libFuzzer sees the arguments without the reader's name.
var rest = CommandLine.unsafeArgv
rest[1] = rest[0]
rest += 1
var count = CommandLine.argc - 1
exit(
  runDriver(&count, &rest) { bytes, count in
    Reader.chosen.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  })
