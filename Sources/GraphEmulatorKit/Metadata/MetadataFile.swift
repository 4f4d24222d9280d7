import Foundation

/// A file with what the service publishes of one of its versions, `$metadata`: XML, or that in gzip.
///
/// ```swift
/// configuration.metadata = [MetadataFile("v1.0=graph.csdl.gz")]
/// ```
public struct MetadataFile: Sendable, Equatable {
  public enum Version: String, Sendable, CaseIterable {
    case v1 = "v1.0"
    case beta
  }

  public let version: Version
  public let path: String

  public init(version: Version, path: String) {
    self.version = version
    self.path = path
  }

  /// `v1.0=FILE`, `beta=FILE`, or a file alone: it is of beta where its name says so and does not say `v1.0`, else of v1.0.
  /// What is in it does not tell.
  public init(_ text: String) {
    for version in Version.allCases where text.hasPrefix(version.rawValue + "=") {
      self.init(version: version, path: String(text.dropFirst(version.rawValue.count + 1)))
      return
    }
    let name = (text.split(separator: "/").last ?? "").lowercased()
    let isBeta = name.contains(Version.beta.rawValue) && !name.contains(Version.v1.rawValue)
    self.init(version: isBeta ? .beta : .v1, path: text)
  }
}
