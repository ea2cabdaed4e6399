import HanArticle
import HanLexicon

/// The places in a block of text that want a second look.
final class BlockQueue {
  static let characters = 256
  let places = UnsafeMutablePointer<Int>.allocate(capacity: characters + 1)

  deinit { places.deallocate() }
}

/// Characters of three bytes are converted a block at a time: first each by itself, without a jump that could not be foretold; then those are looked at that
/// may begin a key or have several readings, and what they become is written in place. For a listener and for terms of the user's, ``writeSpecial`` goes
/// character by character and comes to the same.
extension Rewriter {
  /// Writes the characters of three bytes from a place on, up to another or to the length of a block; returns where it ended. There must be seven bytes.
  mutating func writeBlock(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ special: UInt32) -> Int {
    // What begins keys that go on with another length is asked where a character of another length follows.
    let (blockEnd, count) = writePlain(input, start, end, special & ~CharacterFlag.walk)
    let (offset, blockCount) = (output.count - start, output.count + blockEnd - start)
    var next = start
    for entry in 0..<count {
      let at = block.places[entry]
      if at < next { continue }
      let scalar = Self.scalar(input, at)
      let cell = table.characters[Int(scalar)]
      let second = Self.scalar(input, at + 3)
      let isKey =
        (cell & special == 0 || cell & FirstFilter.pairFlag(scalar, second, table.filter) != 0)
        && isLikely(input, at, end, scalar, second) != (false, false)
      if !isKey {
        let asked = input[at + 3] & 0xF0 == 0xE0 ? cell & special & ~CharacterFlag.walk : cell & special
        if asked == 0 { continue }
        if asked == CharacterFlag.choice, options.decisions == nil, let choice = choice(scalar), let reading = settled(input, at, choice) {
          output.write(table.outputs[choice * ChoiceList.most + reading], at: at + offset)
          continue
        }
      }
      output.rewind(to: at + offset)
      next = writeSpecial(input, at, end, scalar, cell)
      // A key that is longer or shorter than what it becomes, or goes on behind the block, ends it.
      if output.count != next + offset || next > blockEnd { return next }
    }
    output.rewind(to: blockCount)
    return blockEnd
  }

  /// Writes each character's plain replacement behind the end of the output, and queues those that want a second look.
  @inline(__always)
  private func writePlain(_ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ special: UInt32) -> (end: Int, count: Int) {
    guard let bytes = UnsafeRawPointer(input.baseAddress) else { return (start, 0) }
    let (characters, filter, places) = (table.characters, table.filter, block.places)
    // Places in the input are those in the output, but for this.
    let out = UnsafeMutableRawPointer(output.end) - start
    let last = min(end - 7, start + (BlockQueue.characters - 1) * 3)
    var (at, count) = (start, 0)
    var scalar = Self.scalar(input, at)
    while true {
      let word = (bytes + at + 3).loadUnaligned(as: UInt32.self).littleEndian
      // Where what follows has not three bytes, this is the number of no character that goes on with a key, or of one that is looked at for nothing.
      let next = (word & 0x0F) << 12 | (word >> 2) & 0x0FC0 | (word >> 16) & 0x3F
      let cell = characters[Int(scalar)]
      (out + at).storeBytes(of: cell.littleEndian, as: UInt32.self)
      places[count] = at
      let isQueued = cell & (FirstFilter.pairFlag(scalar, next, filter) | special) != 0
      count &+= isQueued ? 1 : 0
      at &+= 3
      if word & 0xF0 != 0xE0 { return (at, !isQueued && cell & CharacterFlag.walk != 0 ? count + 1 : count) }
      if at > last { return (at, count) }
      scalar = next
    }
  }
}
