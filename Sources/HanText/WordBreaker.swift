import CICUShim
import HanArticle

/// ICU's word breaker (UAX #29, and its dictionary for Chinese); one a task.
public final class WordBreaker {
  private let opened: OpaquePointer

  /// Opens the breaker of ICU's own data.
  public init() throws(TextError) {
    var status: Int32 = 0
    guard let opened = hanicu_word_breaker_open("zh", &status) else {
      throw TextError(.icu, "ICU has no word breaker (status \(status)); install ICU's full data")
    }
    self.opened = opened
  }

  deinit { hanicu_word_breaker_close(opened) }

  /// The words of a text and the marks between them; the white space belongs to none. A text too long for ICU (2^30 bytes) is one word.
  public func words(of text: ArticleText) -> [Range<Int>] {
    text.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      return ends(bytes).compactMap { end in
        let word = WhiteSpace.trimmed(start..<end, of: bytes)
        start = end
        return word.isEmpty ? nil : word
      }
    }
  }

  private func ends(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    guard bytes.count < 1 << 30 else { return [bytes.count] }
    var status: Int32 = 0
    let ends = [Int32](unsafeUninitializedCapacity: bytes.count) { room, count in
      let found = bytes.withMemoryRebound(to: CChar.self) {
        hanicu_word_breaks(opened, $0.baseAddress, Int32($0.count), room.baseAddress, &status)
      }
      count = max(0, Int(found))
    }
    // Where ICU fails, nothing of the text is lost.
    let found = ends.map { min(bytes.count, Int($0)) }
    return found.last == bytes.count ? found : found + [bytes.count]
  }
}
