import HanArticle
import HanText

/// Cuts whole lines of text and writes them with one space between their words; behind each word stands its part of speech, if it is asked for. One a task.
public struct LineSegmenter {
  private var segmenter: Segmenter
  private let tagger: Tagger?
  /// By part of speech, a slash and its name.
  private let names: [[UInt8]]

  public init(_ segmenter: Segmenter, tagger: Tagger? = nil, names set: PartOfSpeech.TagSet = .upos) {
    self.segmenter = segmenter
    self.tagger = tagger
    names = PartOfSpeech.allCases.map { Array("/\($0.name(in: set))".utf8) }
  }

  /// Line ends are kept; other white space is not.
  public mutating func lines(_ lines: ArraySlice<UInt8>) -> [UInt8] {
    let text = ArticleText(repairing: Array(lines))
    let tokens = segmenter.tokens(of: text, atoms: AtomScanner.atoms(of: text), tagger: tagger)
    let longest = tagger == nil ? 1 : 1 + (names.map(\.count).max() ?? 0)
    return text.bytes.withUnsafeBufferPointer { bytes in
      // A space and a tag a word at most; returns and line ends are in the text.
      [UInt8](unsafeUninitializedCapacity: bytes.count + tokens.count * longest) { output, count in
        var (end, isFirst) = (0, true)
        func put(_ byte: UInt8) {
          output[count] = byte
          count &+= 1
        }
        /// The line ends of what stands between two words.
        func breaks(before start: Int) {
          for at in end..<start where bytes[at] == 0x0A {
            if at > 0, bytes[at - 1] == 0x0D { put(0x0D) }
            put(0x0A)
            isFirst = true
          }
        }
        for token in tokens {
          if end < token.range.lowerBound { breaks(before: token.range.lowerBound) }
          if !isFirst { put(0x20) }
          for at in token.range { put(bytes[at]) }
          if let pos = token.pos { names[Int(pos.rawValue)].forEach(put) }
          (end, isFirst) = (token.range.upperBound, false)
        }
        breaks(before: bytes.count)
      }
    }
  }
}
