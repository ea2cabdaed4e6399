extension ImageBuilder {
  /// The bytes of elements without padding, as a section holds them.
  public static func section<T>(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
}

extension Image {
  /// A section's elements. The pointer leads into the image, which its user must keep.
  public func elements<T>(_ name: String, _ type: T.Type) throws(LexiconError) -> UnsafeBufferPointer<T> { try section(name).typed(type) }

  /// A section's lines of text.
  public func lines(_ name: String) throws(LexiconError) -> [String] {
    String(decoding: try section(name), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
