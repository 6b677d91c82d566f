import Extraction
import Testing

@Suite("Document number (发文字号)")
struct DocumentNumberTests {
  @Test(arguments: [
    ("国发〔2024〕1号", "国发〔2024〕1号"),
    ("国办发 [2023] 12 号", "国办发〔2023〕12号"),
    ("京政发（2019）7号", "京政发〔2019〕7号"),
    ("浙土字（2023）第12号", "浙土字〔2023〕12号"),
    ("粤司办函【2023】15号", "粤司办函〔2023〕15号"),
    ("（锡府发〔2026〕7号）", "锡府发〔2026〕7号"),
    ("财政部公告2023年第5号", "财政部公告2023年第5号"),
    ("某某省人民政府令 第三百一十二号", "某某省人民政府令第312号"),
  ])
  func normalizes(written: String, standard: String) {
    #expect(DocumentNumber(written)?.description == standard)
  }

  @Test(arguments: [
    "(2023)粤01民终123号", "国发〔2024〕", "第12号", "根据国发〔2024〕1号文件", "〔2024〕1号", "",
    "国发〔3024〕1号", "2024年第1号",
  ])
  func isNone(text: String) { #expect(DocumentNumber(text) == nil) }

  @Test func findsTheNumberThatASentenceCites() {
    let text = Array("现根据国办发〔2020〕3号文件的要求".unicodeScalars)
    #expect(DocumentNumber.first(in: text)?.number.description == "国办发〔2020〕3号")
  }
}

@Suite("Chinese date (日期)")
struct ChineseDateTests {
  @Test(arguments: [
    ("2024-01-05", "2024-01-05"), ("2024年1月5日", "2024-01-05"), ("2024.1.5", "2024-01-05"),
    ("发布时间：2024/01/05 09:30", "2024-01-05"), ("二〇二四年一月五日", "2024-01-05"),
    ("二\u{39F}一七年四月二十五日", "2017-04-25"), ("二\u{25EF}二四年十一月六日", "2024-11-06"),
    ("二O一二年二月十七日", "2012-02-17"), ("二○二三年十二月三十一日", "2023-12-31"),
    ("２０２４年１０月２１日", "2024-10-21"), ("2019-09-2609:25", "2019-09-26"),
    ("2024 年 3 月 8 日", "2024-03-08"),
  ])
  func reads(written: String, standard: String) {
    #expect(ChineseDate(written)?.description == standard)
  }

  @Test(arguments: [
    "2024-13-01", "2023-02-29", "1900-02-29", "2100-02-29", "98.09%", "2023.6", "12024-01-05",
    "3年1月5日", "",
  ])
  func isNone(text: String) { #expect(ChineseDate(text) == nil) }

  @Test(arguments: [
    ("http://www.example.gov.cn/a/t20240105_123.html", "2024-01-05"),
    ("http://www.example.gov.cn/art/2024/1/5/art_1_2.html", "2024-01-05"),
  ])
  func standsInAddresses(address: String, day: String) {
    #expect(ChineseDate.inAddress(address)?.description == day)
  }

  @Test func aLineIsADateOnlyAsAWhole() {
    #expect(ChineseDate.whole("2023年6月30日") != nil)
    #expect(ChineseDate.whole("自2023年6月30日起") == nil)
  }
}

@Suite("Title words")
struct TitleWordTests {
  @Test(arguments: [
    ("某市司法局关于印发《某某行动方案》的通知", "行动方案"), ("2022年全市司法行政工作总结", "工作总结"),
    ("转发2023年全省工作要点", "工作要点"), ("某某办法（试行）", "办法"), ("某某管理办法实施细则", "实施细则"),
    ("某某条例（征求意见稿）", "征求意见稿"),
  ])
  func nameTheKind(title: String, kind: String) { #expect(DocumentKinds.kind(of: title) == kind) }

  @Test(arguments: [
    ("2023年工作要点", [2023]), ("某规划（2021—2023年）", [2021, 2022, 2023]),
    ("关于国发〔2024〕1号的说明", []), ("2022年总结和2023年计划", [2022, 2023]),
  ])
  func nameTheYears(title: String, years: [Int]) { #expect(Years.named(in: title) == years) }
}
