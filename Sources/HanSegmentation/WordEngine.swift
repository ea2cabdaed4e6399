/// What cuts text into words.
public enum WordEngine: String, Sendable, CaseIterable {
  /// The model of the standard; the lattice where there is none.
  case model
  /// The likeliest path through the words of the lexicon alone.
  case lattice
  /// ICU's word breaker, for comparison. It knows neither standards nor users' words.
  case icu
}
