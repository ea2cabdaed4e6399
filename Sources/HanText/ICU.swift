import CICUShim

/// ICU's services with a Swift face: strings in, strings out.
public enum ICU {
  /// The version of the library, such as `72.1`.
  public static var version: String { String(cString: hanicu_version()) }

  public enum Form: Int32, Sendable { case nfc = 0, nfkc = 1 }

  /// The text in a Unicode normalisation form; one too long for ICU (2^29 code units) as it is.
  public static func normalize(_ text: String, to form: Form) -> String {
    let units = Array(text.utf16)
    guard units.count < Int(Int32.max) / 4 else { return text }
    return filled(units.count * 3 + 16) { output, capacity, status in
      hanicu_normalize(form.rawValue, units, Int32(units.count), output, capacity, status)
    } ?? text
  }

  /// The name of a country (ISO 3166-1 alpha-2) in a locale such as `zh_Hant_TW`; nil where CLDR has none.
  public static func countryName(_ country: String, locale: String) -> String? {
    named { hanicu_country_name(country, locale, $0, $1, $2) }
  }

  /// The name of a currency (ISO 4217) in a locale; nil where CLDR has none.
  public static func currencyName(_ currency: String, locale: String) -> String? {
    named { hanicu_currency_name(currency, locale, $0, $1, $2) }
  }

  /// All countries of ISO 3166-1, alpha-2.
  public static var countries: [String] {
    var codes: [String] = []
    while let code = hanicu_country(Int32(codes.count)) { codes.append(String(cString: code)) }
    return codes
  }

  /// The ids of a country's time zones that are named for a place: `Europe/Lisbon`.
  public static func timeZones(of country: String) -> [String] {
    var zones: [String] = []
    var id = [CChar](repeating: 0, count: 128)
    while hanicu_time_zone(country, Int32(zones.count), &id, Int32(id.count)) > 0 {
      zones.append(String(decoding: id.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    return zones
  }

  /// The place that a time zone is named for, in a locale: 里斯本. Where CLDR has no name there, it is in Latin letters, from the zone's id.
  public static func exemplarCity(ofTimeZone zone: String, locale: String) -> String? {
    named { hanicu_exemplar_city(zone, locale, $0, $1, $2) }
  }

  private static func named(_ call: (UnsafeMutablePointer<UInt16>?, Int32, UnsafeMutablePointer<Int32>) -> Int32) -> String? {
    filled(256, call).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Calls an ICU function that fills a buffer and returns the length, once more where the first buffer was too small.
  static func filled(
    _ capacity: Int, _ call: (UnsafeMutablePointer<UInt16>?, Int32, UnsafeMutablePointer<Int32>) -> Int32
  ) -> String? {
    var capacity = capacity
    for _ in 0..<2 {
      var units = [UInt16](repeating: 0, count: capacity)
      var status: Int32 = 0
      let length = units.withUnsafeMutableBufferPointer { call($0.baseAddress, Int32(capacity), &status) }
      if length >= 0, Int(length) <= capacity, status <= 0 { return String(decoding: units[..<Int(length)], as: UTF16.self) }
      guard Int(length) > capacity else { return nil }
      capacity = Int(length) + 1
    }
    return nil
  }
}

/// A live ICU transliterator, for comparison and for dumping its rules; one a task.
public final class Transliterator {
  private let opened: OpaquePointer

  /// Opens a transliterator by its id, such as `Hant-Hans`.
  public init(_ id: String) throws(TextError) {
    let units = Array(id.utf16)
    var status: Int32 = 0
    guard let opened = hanicu_transliterator_open(units, Int32(units.count), &status) else {
      throw TextError(.icu, "ICU has no transliterator '\(id)' (status \(status)); install ICU's full data")
    }
    self.opened = opened
  }

  deinit { hanicu_transliterator_close(opened) }

  /// The text transliterated.
  public func transliterate(_ text: String) throws(TextError) -> String {
    let source = Array(text.utf16)
    guard source.count < Int(Int32.max) / 4 else { throw TextError(.tooLong, "the text is too long for ICU; give it in lines") }
    var units = source + [UInt16](repeating: 0, count: source.count + 64)
    var status: Int32 = 0
    let length = hanicu_transliterate(opened, &units, Int32(source.count), Int32(units.count), &status)
    guard length >= 0 else { throw TextError(.icu, "ICU could not transliterate (status \(status))") }
    return String(decoding: units[..<Int(length)], as: UTF16.self)
  }

  /// Its rules, as ICU writes them.
  public var rules: String {
    ICU.filled(1 << 16) { hanicu_transliterator_rules(self.opened, $0, $1, $2) } ?? ""
  }
}
