import HanArticle
import TestSupport
import Testing

@testable import HanFormats

/// A converter with a handful of words, the longest first, and no dictionaries.
struct ToyConverter {
  private let words = [
    ("头发", "頭髮"), ("发展", "發展"), ("皇后", "皇后"), ("软件", "軟體"), ("博客", "部落格"), ("部落格", "博客"), ("计算机", "電腦"), ("这里", "<&\">'"), ("头", "頭"), ("发", "發"),
    ("后", "後"), ("语", "語")
  ]

  func edits(_ text: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    var at = 0
    while at < text.count {
      guard let (from, to) = words.first(where: { text[at...].starts(with: $0.0.utf8) }) else {
        at += 1
        continue
      }
      let end = at + from.utf8.count
      if from != to { edits.append(Edit(range: at..<end, text: to)) }
      at = end
    }
    return edits
  }

  func convert(_ html: String, language: String = "zh-Hant-TW") -> String {
    String(decoding: HTMLConverter(language: language, edits: edits).convert(Array(html.utf8)), as: UTF8.self)
  }

  /// What the page's runs of text are, with `|` for what is no text.
  static func runs(of html: String) -> [String] {
    var runs: [String] = []
    let converter = HTMLConverter(language: "zh") { text in
      runs.append(String(decoding: text, as: UTF8.self).split(separator: "\u{FFFC}", omittingEmptySubsequences: false).joined(separator: "|"))
      return []
    }
    _ = converter.convert(Array(html.utf8))
    return runs
  }
}

@Suite struct HTMLConverterTests {
  private let toy = ToyConverter()

  @Test(
    "Words are converted where readers see them, and stay in addresses, values and data of the page",
    arguments: [
      ("发", "發"), ("<p>头发</p>", "<p>頭髮</p>"), ("<title>头发</title>", "<title>頭髮</title>"), ("<textarea>发</textarea>", "<textarea>發</textarea>"),
      ("<img alt=\"头发\" src=\"头发.jpg\">", "<img alt=\"頭髮\" src=\"头发.jpg\">"),
      ("<a title='发' href='/发?q=发'>发</a>", "<a title='發' href='/发?q=发'>發</a>"),
      ("<input placeholder=发 value=发 name=发>", "<input placeholder=發 value=发 name=发>"), ("<b ARIA-LABEL = \"发\">", "<b ARIA-LABEL = \"發\">"),
      ("<option label=\"发\" value=\"发\">发", "<option label=\"發\" value=\"发\">發"),
      ("<p data-title=\"发\" id=发 class=\"发\">", "<p data-title=\"发\" id=发 class=\"发\">"),
      ("<发>发</发>", "<發>發</发>"), ("<p 发 title>发", "<p 发 title>發"), ("a < 发 > b", "a < 發 > b"), ("<pre>发\n  发</pre>", "<pre>發\n  發</pre>"),
      ("<noscript>发</noscript>", "<noscript>發</noscript>"), ("<svg><text>发</text></svg>", "<svg><text>發</text></svg>")
    ])
  func words(html: String, expected: String) {
    #expect(toy.convert(html) == expected)
  }

  @Test(
    "Machines' text and what must not be translated stays, attributes too",
    arguments: [
      "<script>发</script>", "<script>if (a</b>发) '<p>发'</script>", "<style>发</style>", "<code title=发>发</code>", "<kbd>发</kbd>", "<samp>发</samp>",
      "<tt>发</tt>", "<var>发</var>", "<template><p>发</template>", "<!-- 发 -->", "<!--><!-- 发 --!>", "<!doctype 发>", "<?发?>", "</ 发>", "<![CDATA[发]]>",
      "<p translate=\"no\" title=\"发\">发<b>发</b></p>", "<p class=\"a notranslate b\">发</p>", "<P CLASS=notranslate>发</P>",
      "<p translate=NO>发<p translate=no>发",
      "<div translate=no><p>发</p></span></b>发</div>", "<div translate=no><table><td></div>发</td></table>发</div>", "<b><div translate=no></b>发</div>",
      "<b class=notranslate><div class=notranslate></b>发</div>", "<span translate=no><div></span>发</div></span>", "<title translate=no>发</title>",
      "<p translate=no lang=zh-CN>发", "<xmp>发<p></xmp>", "<iframe>发</iframe>", "<script>发", "<style>发<p>发", "<p title=\"发", "<p title=发", "<!-- 发",
      "<script><!-- <script>发</script> 发 --></script>", "<code><p translate=no>发</p></code>", "<svg><style>发</style></svg>", "<plaintext>发<p>发"
    ])
  func untouched(html: String) {
    #expect(toy.convert(html) == html)
  }

  @Test(
    "Words are converted again where what kept them is over",
    arguments: [
      ("<p translate=no>发</p>发", "<p translate=no>发</p>發"), ("<p translate=no>发<p>发", "<p translate=no>发<p>發"),
      ("<div translate=no>发<b translate=yes title=发>发</b>发</div>", "<div translate=no>发<b translate=yes title=發>發</b>发</div>"),
      ("<p class=notranslate><i translate>发</i>发", "<p class=notranslate><i translate>發</i>发"), ("<code>发</code>发", "<code>发</code>發"),
      ("<code><span translate=\"yes\">发</span>发</code>", "<code><span translate=\"yes\">發</span>发</code>"),
      ("<img translate=no alt=发>发", "<img translate=no alt=发>發"),
      ("<ul><li translate=no>发<li>发</ul>", "<ul><li translate=no>发<li>發</ul>"),
      ("<dl><dt translate=no>发<dd>发</dl>", "<dl><dt translate=no>发<dd>發</dl>"),
      ("<table><tr><td translate=no>发<td>发<tr translate=no><td>发</table>发", "<table><tr><td translate=no>发<td>發<tr translate=no><td>发</table>發"),
      ("<p><code>发</p>发", "<p><code>发</p>發"), ("<code><div>发</code>发</div>", "<code><div>发</code>發</div>"),
      ("<script>发</script>发", "<script>发</script>發"),
      ("<SCRIPT>发</script x>发", "<SCRIPT>发</script x>發"), ("<!-- 发 -->发", "<!-- 发 -->發"), ("<!-->发", "<!-->發"), ("<!--->发", "<!--->發"),
      ("<script><!-- 发 </script>发", "<script><!-- 发 </script>發"),
      ("<template shadowrootmode=open>发</template>", "<template shadowrootmode=open>發</template>"),
      ("<![CDATA[发]]>发", "<![CDATA[发]]>發"), ("<svg><![CDATA[发>发]]></svg>发", "<svg><![CDATA[發>發]]></svg>發"),
      ("<svg><style/>发</svg>", "<svg><style/>發</svg>"),
      ("<?xml version='1.0'?><p translate='no'/><p>发</p>", "<?xml version='1.0'?><p translate='no'/><p>發</p>"), ("<title>发", "<title>發"),
      ("<title>发<p title=发>发", "<title>發<p title=發>發")
    ])
  func again(html: String, expected: String) {
    #expect(toy.convert(html) == expected)
  }

  @Test(
    "Inline tags, comments and notes do not cut what is read as one; blocks, breaks and all else do",
    arguments: [
      ("<p>头<b>发</b></p>", ["头发"]), ("头<!-- x -->发<wbr>展", ["头发展"]), ("<p>头<br>发", ["头", "发"]), ("<p>头<p>发", ["头", "发"]),
      ("头<img alt=像>发", ["头", "像", "发"]),
      ("<a href=x>头</a><A>发</A>", ["头发"]), ("头</b>发</p>展", ["头发", "展"]), ("<td>头<td>发", ["头", "发"]), ("头\n <i>发</i>", ["头\n 发"]),
      ("头&nbsp;发&#x53D1;展&#21457展", ["头|发|展|展"]), ("AT&T头 & &发; &#; &#x; &amp", ["AT&T头 & &发; &#; &#x; |"]),
      ("头<code>x</code>发<b translate=no>y<i>z</i></b>", ["头|发||"]),
      ("<ruby>头<rp>(</rp><rt>tóu</rt><rp>)</rp>发<rt>fà</ruby>展", ["(", "tóu", ")", "fà", "头发展"]), ("<ruby>头<rt>a<rt>b</ruby>", ["a", "b", "头"]),
      ("<p><ruby>头<rt>a</p>发", ["a", "头", "发"]),
      ("<p> \n</p>&nbsp;", []),
      ("<p title='头&#39;发' alt=''>", ["头|发"]), ("<svg>头<![CDATA[&amp;]]>发</svg>", ["头&amp;发"]), ("<title>头<b>发</title>", ["头<b>发"]),
      ("头<custom-tag>发", ["头", "发"])
    ] as [(String, [String])])
  func runs(html: String, expected: [String]) {
    #expect(ToyConverter.runs(of: html) == expected)
  }

  @Test(
    "An edit over several pieces is dealt out by characters, or goes where it begins",
    arguments: [
      ("头<b>发</b>", "頭<b>髮</b>"), ("<i>头</i><!---->发", "<i>頭</i><!---->髮"), ("<i>博</i>客", "<i>部落格</i>"),
      ("a<i>博<b>客</b></i>b", "a<i>部落格<b></b></i>b"),
      ("部<i>落</i>格", "博客<i></i>"), ("计<i>算</i>机x", "電腦<i></i>x"), ("软<i></i>件", "軟<i></i>體"), ("头&shy;发", "頭&shy;發"),
      ("头<code>x</code>发", "頭<code>x</code>發"),
      ("<ruby>头<rt>后</rt>发<rt>发</rt></ruby>", "<ruby>頭<rt>後</rt>髮<rt>發</rt></ruby>"), ("<p>头</p>发", "<p>頭</p>發")
    ])
  func pieces(html: String, expected: String) {
    #expect(toy.convert(html) == expected)
  }

  @Test(
    "Replacements are written so that the page keeps its tags and its values",
    arguments: [
      ("<p>这里", "<p>&lt;&amp;\">'"), ("<p title=\"这里\">", "<p title=\"&lt;&amp;&quot;>'\">"), ("<p title='这里'>", "<p title='&lt;&amp;\">&#39;'>"),
      ("<p title=这里>", "<p title=&lt;&amp;&quot;&#62;&#39;>"), ("<svg><![CDATA[这里]]></svg>", "<svg><![CDATA[这里]]></svg>"),
      ("<script type=application/ld+json>\"这里\"</script>", "<script type=application/ld+json>\"\\u003c&\\\">'\"</script>")
    ])
  func quoting(html: String, expected: String) {
    #expect(toy.convert(html) == expected)
  }

  @Test("Edits that are no edits of the text, and those that would make a tag or a reference, are left out")
  func badEdits() {
    func convert(_ html: String, _ edits: [Edit]) -> String {
      String(decoding: HTMLConverter(language: "zh") { _ in edits }.convert(Array(html.utf8)), as: UTF8.self)
    }
    #expect(
      convert("发发", [Edit(range: 1..<3, text: "x"), Edit(range: 3..<9, text: "x"), Edit(range: 9..<9, text: "x"), Edit(range: -3..<0, text: "x")])
        == "发发")
    #expect(convert("发发", [Edit(range: 0..<3, text: "x"), Edit(range: 0..<6, text: "y")]) == "x发")
    #expect(convert("<发b", [Edit(range: 1..<4, text: "")]) == "<发b")
    #expect(convert("&发lt;", [Edit(range: 1..<4, text: "")]) == "&发lt;")
    #expect(convert("<p alt=发 x>", [Edit(range: 0..<3, text: "")]) == "<p alt=发 x>")
    #expect(convert("<p alt='发' x>", [Edit(range: 0..<3, text: "")]) == "<p alt='' x>")
    #expect(convert("头&shy;发", [Edit(range: 0..<9, text: "x")]) == "头&shy;发")
    #expect(convert("头&shy;发", [Edit(range: 0..<9, text: "x\u{FFFC}y")]) == "x&shy;y")
    #expect(convert("头&shy;发", [Edit(range: 0..<9, text: "xyz")]) == "头&shy;发")
    #expect(convert("头<b>发", [Edit(range: 3..<3, text: " "), Edit(range: 6..<6, text: "。")]) == "头 <b>发。")
  }
}
