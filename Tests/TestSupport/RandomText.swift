/// Random text of the kinds that break scanners: both scripts, numerals, addresses, marks, controls, emoji, broken mixes.
public enum RandomText {
  /// Pieces of news, in both scripts.
  public static let news = [
    "英伟达", "輝達", "市值", "2.9万亿", "美元", "1,234.5", "增长", "成長", "百分之三十", "兩成", "二〇二五年", "1月27日", "恒生指數", "後來", "皇后",
    "头发", "發展", "干部", "乾隆", "里面", "裡", "裏", "软件", "軟體", "十几家", "數十億", "GPT-4o", "DeepSeek-V3", "AT&T", "U.S.", "A股", "5G",
    "https://example.com/a?b=c", "a@b.com", "@name", "#话题#", "C++", "１２３", "３．１４", "5%", "３％", "余下一余", "只看一只", "海里", "一齣戲"
  ]
  /// Marks, white space and what only looks like them.
  public static let marks = [
    "。", "，", "、", "！", "？", "“", "”", "「", "」", "《", "》", "（", "）", "……", "——", "·", ".", ",", "!", "?", "-", "--", "_", "&", "'", "+", "#",
    "@", "%", "‰", "/", ":", " ", "  ", "\u{3000}", "\n", "\r\n", "\t", "\u{A0}", "\u{85}", "\u{2003}", "\u{200B}", "\u{FEFF}", "…", "—"
  ]
  /// Controls, emoji with their joiners, astral Han, combining marks, private and unassigned places.
  public static let strange = [
    "\0", "\u{1}", "\u{1B}", "\u{7F}", "😀", "👩‍👩‍👧", "🇨🇳", "𠮷", "𪚥", "𝟚", "e\u{301}", "ﬁ", "ß", "é", "×", "÷", "Ж", "あ", "한", "\u{FFFD}", "\u{FFFF}",
    "\u{E000}", "\u{10FFFF}", "々", "〇", "㐀", "龥", "豈", "\u{2028}"
  ]

  /// Up to `pieces` pieces of all kinds.
  public static func mixed(_ generator: inout SplitMix64, pieces: Int) -> String {
    var text = ""
    for _ in 0..<generator.below(pieces + 1) {
      switch generator.below(8) {
      case 0...2: text += generator.pick(news) ?? ""
      case 3...4: text += generator.pick(marks) ?? ""
      case 5: text += generator.pick(strange) ?? ""
      case 6: text.unicodeScalars.append(han(&generator))
      default: text.unicodeScalars.append(Unicode.Scalar(UInt8(generator.below(128))))
      }
    }
    return text
  }

  /// A character of the block U+4E00 to U+9FFF.
  public static func han(_ generator: inout SplitMix64) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(0x4E00 + generator.below(0x5200))) ?? "一"
  }

  /// Bytes that are rarely UTF-8, with leads and continuations more often than chance has them.
  public static func bytes(_ generator: inout SplitMix64, upTo count: Int) -> [UInt8] {
    let likely: [UInt8] = [0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xA0, 0x9F, 0xED, 0xE4, 0xB8, 0xAD, 0xF0, 0x90, 0x8F, 0xF4, 0xF5, 0xFF, 0x41, 0]
    return (0..<generator.below(count + 1)).map { _ in
      generator.below(3) == 0 ? UInt8(generator.below(256)) : generator.pick(likely) ?? 0
    }
  }
}
