package import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program `openssl` between a test and a port that takes TLS.
package enum TLSTunnel {
  /// - Parameter options: of `openssl s_client`.
  /// - Returns: a descriptor for what TLS carries, which the caller closes, and the process, which the caller ends.
  package static func open(
    port: Int, _ options: [String] = [], patience: Int = 10
  ) throws -> (descriptor: Int32, process: Process) {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, streamType, 0, &ends) == 0 else {
      throw LocalConnection.Failure(step: "socketpair")
    }
    var patience = timeval(tv_sec: patience, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(ends[0], SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    // Another process that is started meanwhile would keep it open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = OpenSSL.process(["s_client", "-quiet", "-connect", "127.0.0.1:\(port)"] + options)
    let far = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    (process.standardInput, process.standardOutput) = (far, far)
    process.standardError = FileHandle.nullDevice
    try process.run()
    try far.close()
    return (ends[0], process)
  }

  #if canImport(Glibc)
    private static let streamType = Int32(SOCK_STREAM.rawValue)
  #else
    private static let streamType = SOCK_STREAM
  #endif
}

/// The program `openssl`, which knows nothing of the code under test.
package enum OpenSSL {
  /// What it wrote and how it ended, with nothing to read.
  package static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let (process, output) = (process(arguments), Pipe())
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  static func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    return process
  }
}
