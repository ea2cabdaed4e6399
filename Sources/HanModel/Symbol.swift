/// What stands for a unit of text that is no character: ``CutModel`` reads scalars of the Basic Multilingual Plane, and these.
public enum Symbol {
  public static let boundary: UInt16 = 0
  public static let numeral: UInt16 = 1
  public static let name: UInt16 = 2
  /// A character beyond the Basic Multilingual Plane.
  public static let rare: UInt16 = 3
  /// A dot between the parts of a foreign name, however it is written.
  public static let dot: UInt16 = 4
}
