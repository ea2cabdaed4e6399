import HanArticle
import TestSupport
import Testing

@Suite struct OffsetMapTests {
  @Test("Offsets agree with a naive count at every scalar of random mixed text", arguments: 0..<40)
  func randomText(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let text = ArticleText(RandomText.mixed(&generator, pieces: 120))
    var (utf8, scalars, utf16) = (0, 0, 0)
    for scalar in text.string.unicodeScalars {
      #expect(text.offsets.scalarOffset(ofUTF8: utf8) == scalars)
      #expect(text.offsets.utf16Offset(ofUTF8: utf8) == utf16)
      utf8 += Unicode.UTF8.width(scalar)
      utf16 += Unicode.UTF16.width(scalar)
      scalars += 1
    }
    #expect(utf8 == text.count)
    #expect(text.offsets.scalarOffset(ofUTF8: utf8) == scalars)
    #expect(text.offsets.utf16Offset(ofUTF8: utf8) == utf16)
  }

  @Test("A text as long as the distance of checkpoints, and one byte around it, ends where it ends", arguments: [0, 1, 63, 64, 65, 127, 128, 129])
  func checkpoints(count: Int) {
    let text = ArticleText(String(repeating: "a", count: count))
    #expect(text.offsets.scalarOffset(ofUTF8: count) == count)
    #expect(text.offsets.utf16Offset(ofUTF8: count) == count)
  }

  @Test("Offsets beyond the text are those of its ends")
  func clamped() {
    let text = ArticleText("a中😀")
    #expect(text.offsets.scalarOffset(ofUTF8: -5) == 0)
    #expect(text.offsets.scalarOffset(ofUTF8: 1000) == 3)
    #expect(text.offsets.utf16Offset(ofUTF8: .max) == 4)
    #expect(text[-3..<1] == "a")
    #expect(text[4..<900] == "😀")
  }
}
