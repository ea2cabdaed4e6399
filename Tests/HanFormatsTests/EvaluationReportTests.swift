import Testing

@testable import HanFormats

@Suite struct EvaluationReportTests {
  private let report = EvaluationReport(
    figures: [("words", "words", .count(12)), ("F1 %", "f1", .share(2.0 / 3)), ("recall %", "recall", .share(0.00125)), ("all %", "all", .share(1))],
    tables: [.init(name: "errors", heads: ["gold", "found"], rows: [(["一 個", "一個"], 3), (["a\"", "b"], 1)])])

  @Test("For people, shares are percentages and columns are aligned, wide characters counted twice")
  func text() {
    let expected = """
        words     12
        F1 %      66.67
        recall %  0.13
        all %     100.00

        gold   found  count
        一 個  一個   3
        a"     b      1

      """
    #expect(String(decoding: report.text, as: UTF8.self) == expected)
  }

  @Test("For machines, shares go from 0 to 1 and keep their leading noughts")
  func json() {
    let expected =
      #"{"words":12,"f1":0.6667,"recall":0.0013,"all":1,"errors":[{"gold":"一 個","found":"一個","count":3},{"gold":"a\"","found":"b","count":1}]}"#
    #expect(String(decoding: report.json, as: UTF8.self) == expected + "\n")
  }

  @Test("A table without rows is not shown")
  func empty() {
    let report = EvaluationReport(figures: [("words", "words", .count(0))], tables: [.init(name: "errors", heads: ["gold"], rows: [])])
    #expect(String(decoding: report.text, as: UTF8.self) == "  words  0\n")
    #expect(String(decoding: report.json, as: UTF8.self) == #"{"words":0,"errors":[]}"# + "\n")
  }
}
