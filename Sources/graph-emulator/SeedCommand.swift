import ArgumentParser
import GraphEmulatorKit

/// Works on seed files.
struct SeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed", abstract: "Check seed files.", subcommands: [SeedCheckCommand.self])
}

/// Says whether seeds can be loaded, and what of them does not count.
struct SeedCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether seed files can be loaded together; ends with status 65 if not.",
    discussion: """
      Files and folders are loaded in the order given, into a tenant that is thrown away. A mistake is one sentence
      with file and JSON path. Values that the service derives, which a seed may hold but which do not count, are
      listed.
      """)

  @Argument(help: ArgumentHelp("Seed files, or folders of them.", valueName: "path"))
  var paths: [String]

  @OptionGroup var metadata: MetadataOptions

  func run() throws {
    let validation = try MetadataOptions.told { try SeedValidation(paths, metadata: metadata.metadata) }
    if let mistake = validation.mistake {
      StandardOutput.errorLine(mistake)
      throw ExitCode(ExitStatus.dataError)
    }
    for value in validation.ignored { StandardOutput.line("ignored, since it is derived: \(value)") }
    StandardOutput.line("\(validation.created) objects, no mistake.")
  }
}
