// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]

/// A library target: its name and what it stands on, from the ground up.
func room(_ name: String, on floors: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: floors, swiftSettings: strict)
}

/// The tests of a room.
func tests(_ name: String, of rooms: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: rooms + ["TestSupport"], swiftSettings: strict)
}

let stages: [Target.Dependency] = ["HanConversion", "HanSegmentation", "HanFigures", "HanEntities", "HanFacts"]
let ground: [Target.Dependency] = ["HanArticle", "HanText", "HanLexicon"]
/// What the umbrella hands on. Whoever imports the umbrella names these, too: an optimised build looks into them, and only what is named is built again.
let rooms = ground + stages + ["HanModel", "HanPipeline", "HanFormats", "HanImport"]

let package = Package(
  name: "Hanflow",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Hanflow", targets: ["Hanflow"]),
    .executable(name: "hanflow", targets: ["hanflow-cli"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(
      name: "CSystemICU", pkgConfig: "icu-uc icu-i18n",
      providers: [.apt(["libicu-dev", "pkg-config"]), .brew(["icu4c", "pkgconf"])]),
    .target(name: "CICUShim", dependencies: ["CSystemICU"]),

    .target(name: "CPrefetch"),

    room("HanArticle"),
    room("HanLexicon", on: ["HanArticle", "CPrefetch"]),
    room("HanText", on: ["HanArticle", "HanLexicon", "CICUShim"]),
    room("HanConversion", on: ground + ["HanModel"]),
    room("HanModel", on: ["HanArticle", "HanLexicon", "CPrefetch"]),
    room("HanSegmentation", on: ground + ["HanModel"]),
    room("HanFigures", on: ground),
    room("HanEntities", on: ground + ["HanModel"]),
    room("HanFacts", on: ground),
    room("HanPipeline", on: ["HanArticle"]),
    room("HanFormats", on: ground + ["HanConversion", "HanSegmentation", "HanPipeline"]),
    room("HanImport", on: ["HanText", "HanLexicon", "HanFormats"]),
    .target(name: "HanDictionaries", plugins: ["DictionaryImage"]),
    room("Hanflow", on: rooms + ["HanDictionaries"]),

    .executableTarget(
      name: "hanflow-cli",
      dependencies: rooms + ["Hanflow", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict,
      // With Swift's libraries in it, the command starts in three quarters of the time, and runs where no Swift is.
      linkerSettings: [
        .unsafeFlags(
          ["-static-stdlib", "-use-ld=lld", "-l_FoundationCollections", "-l_FoundationCShims"], .when(platforms: [.linux], configuration: .release))
      ]),
    .executableTarget(name: "dictionary-compiler", dependencies: ground + ["HanModel", "HanConversion"], swiftSettings: strict),
    .plugin(name: "DictionaryImage", capability: .buildTool(), dependencies: ["dictionary-compiler"]),

    .target(
      name: "TestSupport", dependencies: ground + ["HanDictionaries"], path: "Tests/TestSupport", swiftSettings: strict),
    tests("HanArticleTests", of: ["HanArticle"]),
    tests("HanTextTests", of: ground),
    tests("HanLexiconTests", of: ["HanLexicon"]),
    tests("HanConversionTests", of: ground + ["HanConversion"]),
    tests("HanModelTests", of: ground + ["HanModel"]),
    tests("HanSegmentationTests", of: ground + ["HanSegmentation", "HanModel"]),
    tests("HanPipelineTests", of: ["HanArticle", "HanPipeline"]),
    tests("HanFormatsTests", of: ground + ["HanSegmentation", "HanFormats"]),
    tests("HanImportTests", of: ground + ["HanImport"]),
    tests("HanFiguresTests", of: ground + ["HanFigures"]),
    tests("HanEntitiesTests", of: ground + ["HanModel", "HanEntities"]),
    tests("HanflowTests", of: rooms + ["Hanflow"]),
    tests("ContractTests", of: ["HanText"])
  ],
  swiftLanguageModes: [.v6]
)
