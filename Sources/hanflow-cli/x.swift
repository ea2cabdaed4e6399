import HanImport
import HanLexicon
@main struct M { static func main() throws { let a = CommandLine.arguments; print(try Importers.run(Array(a.dropFirst(3)), from: PackageFolder(a[1]), into: a[2])) } }
