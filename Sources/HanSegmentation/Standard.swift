/// What counts as one word.
public enum Standard: String, Sendable, CaseIterable {
  /// As news corpora cut it (PKU): 1998年, 50% are one word.
  case news
  /// As Universal Dependencies cut it: 1998 年.
  case ud
}
