// FormatOptions.swift — the forms of output for programs.
import ArgumentParser

struct FormatOptions: ParsableArguments {
  @Flag(help: ArgumentHelp(say("Print JSON.", "输出 JSON。")))
  var json = false

  @Flag(help: ArgumentHelp(say("Print one JSON object a line.", "每行输出一个 JSON 对象。")))
  var jsonl = false

  @Flag(help: ArgumentHelp(say("Print tab-separated values.", "输出制表符分隔的值。")))
  var tsv = false

  var isJSON: Bool { json || jsonl }

  func validate() throws {
    if [json, jsonl, tsv].count(where: { $0 }) > 1 {
      throw ValidationError(
        say("choose one of --json, --jsonl, --tsv", "--json、--jsonl、--tsv 只能选一个"))
    }
  }
}

/// Values one after the other, as an array or one a line; nothing is kept.
struct JSONList {
  private let isArray: Bool
  private var isEmpty = true

  init(_ format: FormatOptions) { isArray = format.json }

  mutating func add(_ value: some Encodable) throws {
    let text = try JSONOutput.text(value)
    Output.write(isArray ? (isEmpty ? "[" : ",") + text : text + "\n")
    isEmpty = false
  }

  func end() {
    if isArray { Output.line(isEmpty ? "[]" : "]") }
  }
}
