import Seeding
import Tenants

/// A seed that cannot be loaded: one sentence with file and JSON path.
public struct SeedError: Error, CustomStringConvertible {
  public let description: String

  init(_ mistake: SeedMistake) { description = mistake.description }
}

/// Why an emulator cannot start, as one sentence.
public struct StartError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

extension StartError {
  init(_ error: DataFolderError) { self.init(error.description) }
}
