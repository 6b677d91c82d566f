// SettableFieldTests.swift — what may be written into a field by hand, and what it becomes.
import Extraction
import Testing

@Suite("Fields set by hand (著录修正)")
struct SettableFieldTests {
  @Test(arguments: [
    ("title", " 关于印发工作要点的通知 ", "关于印发工作要点的通知"), ("标题", "题", "题"),
    ("publishedOn", "2023年6月30日", "2023-06-30"), ("pub", "2023-06", "2023-06"),
    ("成文日期", "二〇二三年六月三十日", "2023-06-30"), ("issuedOn", "2023", "2023"),
    ("文号", "国办发[2017]47号", "国办发〔2017〕47号"), ("documentNumber", "第3号", "第3号"),
    ("year", "2022..2024", "2022 2023 2024"), ("年", "2024，2022年", "2022 2024"),
    ("region", "福建省泉州市", "350500"), ("地区", "350502", "350502"), ("region", "国家", "000000"),
    ("level", "区", "县"), ("级别", "provincial", "省"), ("作者", "张三，李四", "张三、李四"),
    ("kind", "通知", "通知"), ("url", "https://a.example/1", "https://a.example/1"),
    ("savedAt", "2023-11-08T10:20:30+08:00", "2023-11-08T02:20:30Z"),
  ])
  func takesWhatPeopleWrite(name: String, typed: String, kept: String) throws {
    let field = try #require(SettableField(name))
    #expect(try field.standard(typed) == kept)
    var fields = DocumentFields()
    fields.region = Region(code: "350000", name: "福建省", level: .province)
    field.put(kept, into: &fields)
    #expect(field.value(in: fields) == kept)
  }

  @Test(arguments: [
    ("title", "一行\n两行"), ("publishedOn", "2023-02-30"), ("publishedOn", "2023-6"),
    ("publishedOn", "2023-13"), ("documentNumber", "无"), ("years", "23"), ("years", "2024..2022"),
    ("region", "云外省"), ("region", "99"), ("level", "大"), ("url", "a.example/1"),
    ("savedAt", "昨天"), ("keywords", "、"),
  ])
  func refusesWhatTheFieldCannotHold(name: String, typed: String) throws {
    let field = try #require(SettableField(name))
    #expect(throws: SettableField.BadValue.self) { try field.standard(typed) }
    #expect(!field.advice.english.isEmpty && !field.advice.chinese.isEmpty)
  }

  @Test func everyNameIsAFieldAndOthersAreNone() {
    for name in SettableField.names { #expect(SettableField(name)?.name == name) }
    for name in ["", "sha256", "encoding", "truncated", "attachments"] {
      #expect(SettableField(name) == nil)
    }
  }
}
