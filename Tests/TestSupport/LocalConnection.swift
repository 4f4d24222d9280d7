import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A TCP connection to a port of this machine.
package enum LocalConnection {
  package struct Failure: Error, Equatable {
    package let step: String
  }

  /// - Parameter patience: seconds without a byte after which reading and writing fail.
  /// - Returns: the descriptor, which the caller closes.
  package static func open(port: Int, patience: Int) throws -> Int32 {
    let descriptor = makeSocket()
    guard descriptor >= 0 else { throw Failure(step: "socket") }
    var patience = timeval(tv_sec: patience, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    guard connect(descriptor, to: port) == 0 else {
      close(descriptor)
      throw Failure(step: "connect")
    }
    return descriptor
  }

  private static func makeSocket() -> Int32 {
    #if canImport(Glibc)
      socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  private static func connect(_ descriptor: Int32, to port: Int) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
