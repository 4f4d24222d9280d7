import ControlPlane
import GraphStore
import HTTPServer

extension ProgramVersion {
  /// Of this process.
  static let running = ProgramVersion(
    Emulator.version, build: "\(configuration), \(platform)", schema: StoreTemplate.version,
    libraries: [
      ("libmicrohttpd", Server.libraryVersion), ("sqlite", DatabaseFile.libraryVersion),
    ])

  private static var configuration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static var platform: String { "\(system) \(processor)" }

  private static var system: String {
    #if os(Linux)
      "linux"
    #elseif os(macOS)
      "macos"
    #else
      "other system"
    #endif
  }

  private static var processor: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other processor"
    #endif
  }
}
