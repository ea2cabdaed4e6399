// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Hanflow", path: "..")],
  targets: [
    .executableTarget(
      name: "fuzz-figures", dependencies: [.product(name: "Hanflow", package: "Hanflow")],
      linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))])
  ],
  swiftLanguageModes: [.v6]
)
