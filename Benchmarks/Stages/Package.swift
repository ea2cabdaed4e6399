// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Stages",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Hanflow", path: "../..")],
  targets: [.executableTarget(name: "stages", dependencies: [.product(name: "Hanflow", package: "Hanflow")])],
  swiftLanguageModes: [.v6]
)
