/// Leaves out names that only are part of a work's title: 南京 in 《南京！南京！》, 蝙蝠侠 in 《蝙蝠侠》.
///
/// Companies in titles stay, since headlines are quoted so; a medium is what its marks hold.
struct TitleMarksRule {
  let reading: Reading

  /// The most bytes of a title between its marks; what is longer is a headline, or speaks of what it names.
  private static let longest = 14 * 3

  func without(_ mentions: [Mention]) -> [Mention] {
    let hasTitle = reading.words.contains { $0.traits.contains(.opensTitle) }
    return hasTitle ? mentions.filter { !isInTitle($0) } : mentions
  }

  private func isInTitle(_ mention: Mention) -> Bool {
    guard [.person, .gpe, .loc, .org].contains(mention.label), !(mention.label == .org && mention.subtype == .company),
      let open = open(before: mention.range.lowerBound), let close = close(behind: mention.range.upperBound), close - open <= Self.longest
    else { return false }
    return mention.label != .org || mention.range != open..<close
  }

  /// Where a title begins that is open here.
  private func open(before place: Int) -> Int? {
    var at = place
    while at >= 3, place - at <= Self.longest {
      if mark(at - 3) == 0x8A { return at }
      if mark(at - 3) == 0x8B || reading.source[at - 1] == 0x0A { return nil }
      at -= 1
    }
    return nil
  }

  private func close(behind place: Int) -> Int? {
    var at = place
    while at + 2 < reading.count, at - place <= Self.longest {
      if mark(at) == 0x8B { return at }
      if mark(at) == 0x8A || reading.source[at] == 0x0A { return nil }
      at += 1
    }
    return nil
  }

  /// The last byte of a mark of U+3000-303F: 0x8A of 《, 0x8B of 》.
  private func mark(_ at: Int) -> UInt8? {
    reading.source[at] == 0xE3 && reading.source[at + 1] == 0x80 ? reading.source[at + 2] : nil
  }
}
