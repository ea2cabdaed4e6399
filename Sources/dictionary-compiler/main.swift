import HanConversion
import HanLexicon

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The build's tool: dictionary-compiler DICTIONARIES IMAGE
guard CommandLine.arguments.count == 3 else {
  FileBytes.warn("usage: dictionary-compiler DICTIONARIES IMAGE")
  exit(64)
}
do {
  let folder = try DictionaryFolder(CommandLine.arguments[1])
  let faults = folder.faults()
  for fault in faults.prefix(50) { FileBytes.warn("error: \(CommandLine.arguments[1])/\(fault)") }
  if !faults.isEmpty { exit(1) }
  let words = folder.files.filter { folder.schema(of: $0.name)?.name == "words" }
  let image = try folder.image { image throws(LexiconError) in try ConversionCompiler(image, words: words).sections() }
  try FileBytes.write(image, to: CommandLine.arguments[2])
  // Weights stay files of their own, under their own licences.
  let models = "\(CommandLine.arguments[1])/models"
  let target = CommandLine.arguments[2].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  for name in FileBytes.files(below: models, suffix: ".model") {
    try FileBytes.write(try FileBytes.read("\(models)/\(name)"), to: "\(target)/\(name)")
  }
} catch {
  FileBytes.warn("error: \(error)")
  exit(1)
}
