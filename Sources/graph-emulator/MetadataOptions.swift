public import ArgumentParser
public import GraphEmulatorKit

/// What the service publishes of itself, which completes the model.
struct MetadataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      File with what the service publishes at /v1.0/$metadata or /beta/$metadata, as XML or in gzip: what it describes is \
      served too (docs/metadata.md). Of which version it is says v1.0=FILE or beta=FILE, else the file's name, else it is \
      v1.0; may be given once for each.
      """, valueName: "[version=]file"))
  var metadata: [MetadataFile] = []

  /// Those of the command line, else those of the environment.
  func files(_ environment: EnvironmentOptions) -> [MetadataFile] {
    metadata.isEmpty ? environment.list("METADATA").map { MetadataFile($0) } : metadata
  }

  /// Does what reads the files, and ends the program with a sentence where one of them is wrong.
  static func told<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as EmulatorError {
      StandardOutput.errorLine(error.description)
      throw ExitCode(ExitStatus.status(of: error))
    }
  }
}

extension MetadataFile: ExpressibleByArgument {
  public init?(argument: String) {
    let file = MetadataFile(argument)
    guard !file.path.isEmpty else { return nil }
    self = file
  }
}
