import HanArticle
import TestSupport
import Testing

@testable import HanFormats

/// What a page says about itself: its language, its head, its data.
@Suite struct HTMLHeadTests {
  private let toy = ToyConverter()

  @Test(
    "The language is set where it is Chinese, and on the page itself whatever it was",
    arguments: [
      ("<html lang=\"zh-CN\">", "<html lang=\"T\">"), ("<HTML LANG='zh'>", "<HTML LANG='T'>"), ("<html lang=zh>", "<html lang=T>"),
      ("<html lang=zh/>", "<html lang=T>"),
      ("<html>", "<html lang=\"T\">"), ("<html class=x>", "<html lang=\"T\" class=x>"), ("<html/>", "<html lang=\"T\"/>"),
      ("<html lang>", "<html lang=\"T\">"),
      ("<html lang/>", "<html lang=\"T\"/>"), ("<html lang=\"\">", "<html lang=\"T\">"), ("<html lang=>", "<html lang=T>"),
      ("<html lang=en>", "<html lang=T>"),
      ("<html xml:lang='zh-CN' lang='zh-CN'>", "<html xml:lang='T' lang='T'>"), ("<html xml:lang='zh'>", "<html lang=\"T\" xml:lang='T'>"),
      ("<p lang = ZH_cn>", "<p lang = T>"), ("<p lang=\"zh-Hans-SG\">", "<p lang=\"T\">"), ("<p lang=en>", "<p lang=en>"),
      ("<p lang=zha>", "<p lang=zha>"),
      ("<p lang=zh-Latn-pinyin>", "<p lang=zh-Latn-pinyin>"), ("<p lang>", "<p lang>"), ("<p>", "<p>"), ("</html lang=zh>", "</html lang=zh>"),
      ("<html lang=zh translate=no>", "<html lang=zh translate=no>"), ("<a hreflang=zh-CN>", "<a hreflang=zh-CN>")
    ])
  func language(html: String, expected: String) {
    #expect(toy.convert(html, language: "T") == expected)
  }

  @Test(
    "Of meta elements, words are converted and languages set",
    arguments: [
      ("<meta name=\"description\" content=\"头发\">", "<meta name=\"description\" content=\"頭髮\">"),
      ("<META content='发' NAME='Keywords'>", "<META content='發' NAME='Keywords'>"),
      ("<meta property=og:title content=发 />", "<meta property=og:title content=發 />"),
      ("<meta name=' twitter:title ' content=发>", "<meta name=' twitter:title ' content=發>"),
      ("<meta property=\"og:image:alt\" content=\"发\">", "<meta property=\"og:image:alt\" content=\"發\">"),
      ("<meta name=author content=发>", "<meta name=author content=發>"),
      ("<meta property=og:url content=/发>", "<meta property=og:url content=/发>"), ("<meta name=x content=发>", "<meta name=x content=发>"),
      ("<meta content=发>", "<meta content=发>"),
      ("<meta name=title>", "<meta name=title>"),
      ("<meta http-equiv=Content-Language content=zh-CN>", "<meta http-equiv=Content-Language content=zh-Hant-HK>"),
      ("<meta property=\"og:locale\" content=\"zh_CN\">", "<meta property=\"og:locale\" content=\"zh_HK\">"),
      ("<meta property=og:locale content=en_US>", "<meta property=og:locale content=en_US>"),
      ("<meta property=og:locale:alternate content=zh_CN>", "<meta property=og:locale:alternate content=zh_CN>"),
      ("<p name=title content=发>", "<p name=title content=发>")
    ])
  func meta(html: String, expected: String) {
    #expect(toy.convert(html, language: "zh-Hant-HK") == expected)
  }

  @Test(
    "Open Graph knows three Chinese locales",
    arguments: [
      ("zh-Hans", "zh_CN"), ("zh-Hans-CN", "zh_CN"), ("zh-Hant", "zh_TW"), ("zh-Hant-TW", "zh_TW"), ("zh-Hant-HK", "zh_HK"), ("zh-MO", "zh_HK"),
      ("zh-CN", "zh_CN"), ("en", nil)
    ] as [(String, String?)])
  func locale(language: String, expected: String?) {
    #expect(HTMLLanguage.locale(language) == expected)
  }

  @Test(
    "Of JSON-LD, the words among the values are converted, and the language set",
    arguments: [
      (#"{"headline":"头发","发":1}"#, #"{"headline":"頭髮","发":1}"#), (#" [ {"name" : "发"} , "发" ] "#, #" [ {"name" : "發"} , "發" ] "#),
      (#""发""#, #""發""#),
      (
        #"{"@type":"发","@id":"发","@graph":[{"name":"发"}],"a":["发",{"@value":"发"}]}"#,
        #"{"@type":"发","@id":"发","@graph":[{"name":"發"}],"a":["發",{"@value":"发"}]}"#
      ),
      (#"{"@context":{"发":"发","a":["发"],"b":{"c":"发"}},"d":"发"}"#, #"{"@context":{"发":"发","a":["发"],"b":{"c":"发"}},"d":"發"}"#),
      (#"{"inLanguage":"zh-CN","a":{"inLanguage":["zh_CN","en"]}}"#, #"{"inLanguage":"zh-Hant-TW","a":{"inLanguage":["zh-Hant-TW","en"]}}"#),
      (#"{"a":"https://发.cn/发","b":"https:\/\/x\/发","c":"//x/发","d":"/发","e":"mailto:发@x","f":"www.发.cn"}"#, nil),
      (#"{"url":"发.html","image":["发.jpg"],"logoUrl":"发"}"#, nil),
      (#"{"image":{"url":"发","caption":"发"}}"#, #"{"image":{"url":"发","caption":"發"}}"#), (#"{"a":"见 https://x/发"}"#, #"{"a":"见 https://x/發"}"#),
      (#"{"a":"头\n发\"发\\发\u53d1发"}"#, #"{"a":"頭\n發\"發\\發\u53d1發"}"#), (#"{"a":"软\/件"}"#, nil),
      (##"{"a":"#发#","b":"发:发"}"##, ##"{"a":"#發#","b":"發:發"}"##),
      (#"{"a":"发",}"#, nil), (#"{"a":"发"} x"#, nil), (#"{'a':'发'}"#, nil), ("", nil), ("{\"a\":\"发\n\"}", nil),
      (#"{"a":"&lt;发&lt;"}"#, #"{"a":"&lt;發&lt;"}"#)
    ] as [(String, String?)])
  func linkedData(json: String, expected: String?) {
    for tag in ["<script type=\"application/ld+json\">", "<SCRIPT TYPE='Application/LD+JSON; charset=utf-8' id=x>"] {
      #expect(toy.convert("\(tag)\(json)</script>发") == "\(tag)\(expected ?? json)</script>發")
    }
  }

  @Test(
    "Strings of JSON-LD that name days, durations or languages are not words",
    arguments: ["2025-01-27", "2025-01-27T09:30:00+08:00", "PT1H30M", "12:00", "2025", "zh", "zh-Hans-CN", "en-US"])
  func noWords(value: String) {
    #expect(ToyConverter.runs(of: "<script type=application/ld+json>[\"\(value)\",\"词\"]</script>") == ["词"])
  }

  @Test("Scripts of other kinds stay", arguments: ["application/json", "text/javascript", "", "ld+json", "application/ld+jsonp"])
  func otherScripts(type: String) {
    let html = "<script type=\"\(type)\">{\"a\":\"发\"}</script>"
    #expect(toy.convert(html) == html)
  }

  @Test("JSON-LD in what must not be translated stays")
  func keptData() {
    for html in [
      "<div translate=no><script type=application/ld+json>\"发\"</script></div>", "<script type=application/ld+json class=notranslate>\"发\"</script>"
    ] {
      #expect(toy.convert(html) == html)
    }
  }
}
