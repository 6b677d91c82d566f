// ArticleQueryTests.swift — articles of laws as queries name them: 刑法第264、265条.
import Testing

@testable import SearchIndex

@Suite struct ArticleQueryTests {
  @Test(
    arguments: [
      ("公司法第六十条", "“公司法” “第六十条”"), ("公司法60条", "“公司法” “第60条”"),
      ("公司法 60条", "“公司法” “第60条”"), ("《刑法》第十七条之一", "“《刑法》” “第十七条之一”"),
      ("刑法第三十条第二款", "“刑法” (“第三十条第二款” OR “第三十条”)"),
      ("刑法30条2款（三）项", "“刑法” (“第30条第2款第(三)项” OR “第30条”)"),
      ("刑法 第三十条第二款", "“刑法” (“第三十条第二款” OR “第三十条”)"),
      ("刑法 30条2款", "“刑法” (“第30条第2款” OR “第30条”)"),
      ("公司法16", "“公司法” “第16条”"), ("司法3", "“司法3”"),
      ("刑法264", "“刑法” “第264条”"), ("《民法典》1043", "“《民法典》” “第1043条”"),
      ("公司法2023", "“公司法2023”"), ("刑法0", "“刑法0”"), ("书法12345", "“书法12345”"), ("法1", "“法1”"),
      ("方法1", "“方法1”"), ("典型做法3", "“典型做法3”"), ("算法3", "“算法3”"), ("行政执法2", "“行政执法2”"),
      ("刑法120条之一", "“刑法” “第120条之一”"), ("刑法 120条之一", "“刑法” “第120条之一”"),
      ("刑法120条之一第二款", "“刑法” (“第120条之一第二款” OR “第120条之一”)"),
      ("刑法120条之", "“刑法120条之”"), ("刑法条之一", "“刑法条之一”"), ("刑法之一", "“刑法之一”"),
      ("刑法30条2", "“刑法30条2”"), ("之一", "“之一”"), ("三十", "“三十”"),
      // Nothing says of what law, or what stands there is no number.
      ("第三十条第二款", "“第三十条第二款”"), ("普法 30条", "“普法” “第30条”"), ("培训 30条", "“培训” “30条”"),
      ("刑法第三十条第款", "“刑法第三十条第款”"), ("刑法第二款", "“刑法第二款”"), ("款", "“款”"), ("二款", "“二款”"),
      ("第30条款", "“第30条款”"), ("（三）项", "“（三）项”"), ("三）项", "“三）项”"),
    ])
  func articlesOfLaws(typed: String, read: String) throws {
    #expect(try QueryParser.parse(typed, namesArticles: true).description == read)
  }

  /// One of them will do; where the list does not write each as 第…条 so does what was typed.
  @Test(
    arguments: [
      ("刑法第264、265条", "“刑法” (“第264、265条” OR “第264条” OR “第265条”)"),
      ("《刑法》第二百六十四条、第二百六十五条", "“《刑法》” (“第二百六十四条” OR “第二百六十五条”)"),
      ("刑法 第3条，第4条", "“刑法” (“第3条” OR “第4条”)"),
      ("刑法 3、4条", "“刑法” (“3、4条” OR “第3条” OR “第4条”)"),
      ("刑法３条和４条", "“刑法” (“3条和4条” OR “第3条” OR “第4条”)"),
      ("刑法第九条至第十二条", "“刑法” (“第九条” OR “第十条” OR “第十一条” OR “第十二条”)"),
      ("刑法第3—5条", "“刑法” (“第3-5条” OR “第3条” OR “第4条” OR “第5条”)"),
      ("刑法第一、二条以及第120条之一", "“刑法” (“第一、二条以及第120条之一” OR “第一条” OR “第二条” OR “第120条之一”)"),
      ("落实第三条或第五条", "“落实” (“第三条” OR “第五条”)"),
      ("刑法第3条或者第5条", "“刑法” (“第3条” OR “第5条”)"), ("第三条、第四条", "“第三条” OR “第四条”"),
      ("盗窃 第3条，第4条", "“盗窃” (“第3条” OR “第4条”)"), ("刑法第12条至第9条", "“刑法” (“第12条” OR “第9条”)"),
      ("刑法第三条第二款和第五条", "“刑法” (“第三条第二款” OR “第三条” OR “第五条”)"),
      ("刑法第3条、5条2款", "“刑法” (“第3条、5条2款” OR “第3条” OR “第5条第2款” OR “第5条”)"),
      ("刑法第120条至第120条之二", "“刑法” (“第120条” OR “第120条之一” OR “第120条之二”)"),
      // More than are looked for, nothing that has articles, no list.
      ("刑法第1至99条", "“刑法第1至99条”"), ("提出三、四条", "“提出三” “四条”"),
      ("刑法和264条", "“刑法和264条”"), ("刑法第1条至第99条", "“刑法第1条至第99条”"), ("第1、2条", "“第1、2条”"),
      ("刑法第三条第一款、第二款", "“刑法第三条第一款、第二款”"),
    ])
  func severalArticles(typed: String, read: String) throws {
    #expect(try QueryParser.parse(typed, namesArticles: true).description == read)
  }

  /// A word beside NEAR is one text, whatever it would be alone.
  @Test(
    arguments: [
      ("刑法第三十条第二款 NEAR/20 罚金", "“刑法第三十条第二款” NEAR/20 “罚金”"),
      ("罚金 NEAR/20 刑法30条2款", "“罚金” NEAR/20 “刑法30条2款”"),
      ("公司法第六十条 ONEAR/5 公司", "“公司法第六十条” ONEAR/5 “公司”"),
      ("刑法第3、4条 NEAR/20 罚金", "“刑法第3、4条” NEAR/20 “罚金”"),
      ("第三条、第四条 NEAR/20 罚金", "“第三条、第四条” NEAR/20 “罚金”"),
      ("普法、培训 NEAR/5 考核", "“普法、培训” NEAR/5 “考核”"),
      ("普法、培训 NEAR/5 考核 罚金 NEAR/5 单位", "“普法、培训” NEAR/5 “考核” “罚金” NEAR/5 “单位”"),
      ("刑法 30条 NEAR/5 罚金", "“刑法” “第30条” NEAR/5 “罚金”"),
      ("刑法30条 罚金 NEAR/5 单位", "“刑法” “第30条” “罚金” NEAR/5 “单位”"),
    ])
  func articlesBesideNear(typed: String, read: String) throws {
    #expect(try QueryParser.parse(typed, namesArticles: true).description == read)
  }

  @Test func allOfAnArticleIsWantedWhereAllIsWanted() throws {
    let query = try QueryParser.parse("刑法第三十条第二款", namesArticles: true, isStrict: true)
    #expect(query.description == "“刑法” “第三十条第二款”")
    for list in ["刑法第3、4条", "刑法第三条、第四条", "第三条、第四条"] {
      let query = try QueryParser.parse(list, namesArticles: true, isStrict: true)
      #expect(query.description == "“\(list)”")
    }
  }
}
