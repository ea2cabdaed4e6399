import HanArticle
import HanLexicon
import TestSupport
import Testing

@testable import HanConversion

/// The model of conversion of this build, opened once.
enum TestModel {
  private static let opened = Result<ContextModel, any Error> { try ContextModel(try TestImage.conversionModel(), for: try TestImage.open()) }

  static func open() throws -> ContextModel { try opened.get() }

  /// A converter as the command makes it.
  static func converter(_ configuration: String, _ options: ConversionOptions = ConversionOptions()) throws -> ConfigurationConverter {
    try ConfigurationConverter(try TestImage.open(), configuration: configuration, model: try open(), options: options)
  }
}

extension ConversionOptions {
  static func with(_ change: (inout ConversionOptions) throws -> Void) rethrows -> ConversionOptions {
    var options = ConversionOptions()
    try change(&options)
    return options
  }
}

/// Expects edits in order, none of which changes nothing, that make the text of the source.
func expectEditsMakeTheText(_ conversion: Conversion, of source: [UInt8]) throws {
  #expect(UTF8Bytes.firstInvalid(conversion.text) == nil)
  var (made, end): ([UInt8], Int) = ([], 0)
  for edit in conversion.edits {
    try #require(edit.range.lowerBound >= end && edit.range.upperBound <= source.count)
    made += source[end..<edit.range.lowerBound] + Array(edit.text.utf8)
    end = edit.range.upperBound
    #expect(UTF8Bytes.firstInvalid(Array(source[edit.range])) == nil, "an edit takes whole characters")
    #expect(!source[edit.range].elementsEqual(edit.text.utf8), "an edit that changes nothing is none")
  }
  #expect(made + source[end...] == conversion.text)
}

/// Expects that both ends of every edit, and every place that no edit touches, map to the text and back.
func expectOffsets(_ conversion: Conversion, of source: [UInt8]) throws {
  var (drift, end) = (0, 0)
  // Where everything is moved by as much as the edits before it grew; long texts are looked at around their edits only.
  func expectUnedited(_ places: Range<Int>) {
    let all = places.count > 40 ? Array(places.prefix(20)) + Array(places.suffix(20)) : Array(places)
    for place in all where conversion.targetOffset(of: place) != place + drift || conversion.sourceOffset(of: place + drift) != place {
      Issue.record("byte \(place) maps to \(conversion.targetOffset(of: place)), which maps to \(conversion.sourceOffset(of: place + drift))")
    }
  }
  // The maps walk the edits from the first, so of many only some.
  let checked = conversion.edits.count > 300 ? Set(stride(from: 0, to: conversion.edits.count, by: conversion.edits.count / 100)) : nil
  for (number, edit) in conversion.edits.enumerated() {
    let start = edit.range.lowerBound + drift
    let isChecked = checked?.contains(number) ?? true
    if isChecked {
      expectUnedited(end..<edit.range.lowerBound)
      #expect(conversion.targetOffset(of: edit.range.lowerBound) == start)
      #expect(conversion.sourceOffset(of: start) == edit.range.lowerBound)
      for inside in edit.range.dropFirst() { #expect(conversion.targetOffset(of: inside) == start) }
      for inside in 1..<max(1, edit.text.utf8.count) { #expect(conversion.sourceOffset(of: start + inside) == edit.range.lowerBound) }
    }
    drift += edit.text.utf8.count - edit.range.count
    end = edit.range.upperBound
    if isChecked {
      #expect(conversion.targetOffset(of: end) == end + drift)
      #expect(conversion.sourceOffset(of: end + drift) == end)
    }
  }
  expectUnedited(end..<(source.count + 1))
  #expect(conversion.targetOffset(of: source.count) == conversion.text.count)
}
