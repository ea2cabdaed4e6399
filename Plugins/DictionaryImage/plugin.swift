import Foundation
import PackagePlugin

/// Builds the dictionary image from `Dictionaries/`, again whenever a TSV changes, and lays the models beside it.
@main
struct DictionaryImage: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let dictionaries = context.package.directoryURL.appending(path: "Dictionaries")
    let image = context.pluginWorkDirectoryURL.appending(path: "image.bin")
    let files = FileManager.default.enumerator(at: dictionaries, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let models = files.filter { $0.pathExtension == "model" }
    return [
      .buildCommand(
        displayName: "Compiling the dictionaries",
        executable: try context.tool(named: "dictionary-compiler").url,
        arguments: [dictionaries.path(percentEncoded: false), image.path(percentEncoded: false)],
        inputFiles: files.filter { $0.pathExtension == "tsv" } + models,
        outputFiles: [image] + models.map { context.pluginWorkDirectoryURL.appending(path: $0.lastPathComponent) })
    ]
  }
}
