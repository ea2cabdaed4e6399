import HanConversion
import HanDictionaries
import HanEntities
import HanLexicon
import HanModel
import HanSegmentation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the dictionary image: where the caller says, in HANFLOW_DICTIONARIES, beside the code itself, or in PREFIX/share/hanflow.
public enum DictionaryHome {
  static let fileName = "image.bin"
  static let bundleName = "Hanflow_HanDictionaries.resources"

  /// Opens the image at `path` (the image or the folder that holds it), or the first that is found.
  public static func open(_ path: String? = nil) throws(LexiconError) -> Image {
    let named = path ?? getenv("HANFLOW_DICTIONARIES").map { String(cString: $0) }
    if let named { return try Image(mapping: FileBytes.isDirectory(named) ? "\(named)/\(fileName)" : named) }
    let places = Self.places()
    guard let found = places.first(where: FileBytes.exists) else {
      throw LexiconError(
        .unreadable, "no dictionary image; looked at \(places.joined(separator: ", ")); name one with --dictionaries or HANFLOW_DICTIONARIES")
    }
    return try Image(mapping: found)
  }

  /// The model of conversion beside an image, or nil: without it, readings are chosen by the dictionaries alone.
  public static func conversionModel(for image: Image) throws(LexiconError) -> ContextModel? {
    guard let file = try model(ContextModel.fileName, beside: image) else { return nil }
    return try ContextModel(file, for: image)
  }

  /// The models of words beside an image, by standard; where there is none, the lattice cuts.
  public static func wordModels(for image: Image) throws(LexiconError) -> [Standard: CutModel] {
    var models: [Standard: CutModel] = [:]
    for standard in Standard.allCases {
      if let file = try model("words.\(standard.rawValue).model", beside: image) { models[standard] = try CutModel(file) }
    }
    return models
  }

  /// The model of parts of speech at `path` or beside an image, or nil: without it, words have none.
  public static func tagModel(for image: Image, at path: String? = nil) throws(LexiconError) -> TagModel? {
    let named: Image? = if let path { try Image(mapping: path) } else { try model("tags.model", beside: image) }
    guard let file = named else { return nil }
    let model = try TagModel(file)
    _ = try Tagger.parts(model)
    return model
  }

  /// The same, where it cannot be done without.
  public static func needTagModel(for image: Image, at path: String? = nil) throws(LexiconError) -> TagModel {
    if let model = try tagModel(for: image, at: path) { return model }
    throw LexiconError(.missing, "there is no model of parts of speech beside the image; train one by hanflow train tag", at: image.origin)
  }

  /// The model of names beside an image, or nil: without it, the gazetteer and the rules find what they find.
  public static func nameModel(for image: Image) throws(LexiconError) -> TagModel? {
    guard let file = try model("names.model", beside: image) else { return nil }
    let model = try TagModel(file)
    if EntitiesStage.takes(model) { return model }
    throw LexiconError(.notAnImage, "its labels are none of names; train it by hanflow train names", at: file.origin)
  }

  private static func model(_ name: String, beside image: Image) throws(LexiconError) -> Image? {
    guard let slash = image.origin.lastIndex(of: "/") else { return nil }
    let path = "\(image.origin[...slash])\(name)"
    return FileBytes.exists(path) ? try Image(mapping: path) : nil
  }

  /// Where the image is looked for, in order, beside the program or shared library that this code is in.
  static func places() -> [String] {
    guard let code = han_dictionaries_home(), let real = realpath(code, nil) else { return [] }
    defer { free(real) }
    let folder = String(cString: real).split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return [
      "\(folder)/\(bundleName)/\(fileName)", "\(folder)/Resources/\(fileName)", "\(folder)/\(fileName)",
      "\(folder)/../share/hanflow/\(fileName)", "\(folder)/../../share/hanflow/\(fileName)"
    ]
  }
}
