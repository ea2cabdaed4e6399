/// The changes of passes that ran one after the other, as changes from the first input to the last output.
struct ChangeList {
  private(set) var changes: [Pass.Change]

  init(_ changes: [Pass.Change]) { self.changes = changes }

  /// What this list and then the next made together: changes that touch the same text are joined.
  func followed(by next: ChangeList) -> ChangeList {
    var joined: [Pass.Change] = []
    var (a, b) = (0, 0)
    // How far the middle text is ahead of the source, and the last text of the middle, behind all changes passed so far.
    var (drift, nextDrift) = (0, 0)
    while a < changes.count || b < next.changes.count {
      var middle = start(a, b, next)
      var rows: [Int] = []
      let (firstDrift, firstNextDrift) = (drift, nextDrift)
      while true {
        if a < changes.count, changes[a].output.lowerBound < middle.upperBound || changes[a].output == middle {
          middle = min(middle.lowerBound, changes[a].output.lowerBound)..<max(middle.upperBound, changes[a].output.upperBound)
          drift += changes[a].output.count - changes[a].source.count
          rows += changes[a].rows
          a += 1
        } else if b < next.changes.count, next.changes[b].source.lowerBound < middle.upperBound || next.changes[b].source == middle {
          middle = min(middle.lowerBound, next.changes[b].source.lowerBound)..<max(middle.upperBound, next.changes[b].source.upperBound)
          nextDrift += next.changes[b].output.count - next.changes[b].source.count
          rows += next.changes[b].rows
          b += 1
        } else {
          break
        }
      }
      joined.append(
        Pass.Change(
          source: (middle.lowerBound - firstDrift)..<(middle.upperBound - drift),
          output: (middle.lowerBound + firstNextDrift)..<(middle.upperBound + nextDrift), rows: rows))
    }
    return ChangeList(joined)
  }

  private func start(_ a: Int, _ b: Int, _ next: ChangeList) -> Range<Int> {
    if a >= changes.count { return next.changes[b].source }
    if b >= next.changes.count { return changes[a].output }
    return changes[a].output.lowerBound <= next.changes[b].source.lowerBound ? changes[a].output : next.changes[b].source
  }
}
