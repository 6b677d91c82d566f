// FieldNames.swift — what fields are called in the language of the user: the one table of names.
import Extraction

enum FieldNames {
  /// Those that cannot be set by hand.
  private static let others = [
    "id": "编号", "date": "日期", "kind": "页面类型", "pageKind": "页面类型", "encoding": "编码",
    "truncated": "未读完", "attachment": "附件", "attachments": "附件", "hangsOn": "所属网页",
    "part": "组成部分", "parts": "组成部分", "savedAs": "原文件", "contentType": "格式",
    "paragraphs": "段落", "tags": "标签", "note": "批注", "versions": "版本", "sha256": "摘要值",
  ]

  /// The name that Chinese readers know a field by.
  static func chinese(_ name: String) -> String {
    others[name] ?? SettableField(name)?.chineseName ?? name
  }

  static func shown(_ name: String) -> String { say(name, chinese(name)) }

  /// A value as people read it: why a page was not read to its end is told in English.
  static func shown(_ value: String, of name: String) -> String {
    name == "truncated" ? say(value, Phrases.chinese(value)) : value
  }

  /// Where a field was read, as `Evidence` has it.
  static func origin(_ origin: String) -> String {
    say(origin, SettableField(origin)?.chineseName ?? Phrases.chinese(origin))
  }
}
