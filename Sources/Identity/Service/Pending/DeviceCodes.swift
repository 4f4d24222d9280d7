import GraphStore
import Locks
import Tenants

/// A sign-in of a device that has no browser, until it is taken by the device or its time is over.
struct DeviceSignIn: Sendable, Equatable {
  enum State: Sendable, Equatable {
    case pending
    /// By the user of that id.
    case approved(user: String)
    case declined
  }

  let deviceCode: String
  /// What the user types: `BCDFGHJKL`.
  let userCode: String
  let client: String
  let clientName: String?
  let tenant: TenantName
  /// The tenant's GUID that was asked for.
  let tenantID: String
  let access: RequestedAccess
  /// Seconds since 1970, on the tenant's clock.
  let issued: Int
  var state = State.pending

  static let lifetime = 900

  func isOver(at moment: Moment) -> Bool { moment.unixSeconds >= issued + Self.lifetime }
}

/// The sign-ins of devices that wait.
///
/// A class because the device and the user's browser share it.
final class DeviceCodes: Sendable {
  private struct Waiting: Sendable {
    var byDeviceCode: [String: DeviceSignIn] = [:]
    /// Device codes, the oldest first.
    var order: [String] = []
  }

  private let limit: Int
  private let waiting = Lock(Waiting())

  /// - Parameter limit: how many wait at most; the oldest makes room.
  init(limit: Int = 1000) { self.limit = limit }

  func add(_ signIn: DeviceSignIn) {
    waiting.withLock { waiting in
      while waiting.order.count >= limit { waiting.byDeviceCode[waiting.order.removeFirst()] = nil }
      waiting.byDeviceCode[signIn.deviceCode] = signIn
      waiting.order.append(signIn.deviceCode)
    }
  }

  func signIn(deviceCode: String) -> DeviceSignIn? { waiting.withLock { $0.byDeviceCode[deviceCode] } }

  /// - Parameter userCode: as a person types it, with blanks, hyphens and small letters.
  func signIn(userCode: String) -> DeviceSignIn? {
    let typed = userCode.uppercased().filter { $0.isLetter || $0.isNumber }
    return waiting.withLock { $0.byDeviceCode.values.first { $0.userCode == typed } }
  }

  /// Notes what the user said; the first answer counts.
  func decide(_ deviceCode: String, _ state: DeviceSignIn.State) {
    waiting.withLock { waiting in
      guard waiting.byDeviceCode[deviceCode]?.state == .pending else { return }
      waiting.byDeviceCode[deviceCode]?.state = state
    }
  }

  /// Forgets one that was taken or is over.
  ///
  /// - Returns: false when somebody else has done so before.
  @discardableResult
  func remove(_ deviceCode: String) -> Bool {
    waiting.withLock { waiting in
      guard waiting.byDeviceCode.removeValue(forKey: deviceCode) != nil else { return false }
      waiting.order.removeAll { $0 == deviceCode }
      return true
    }
  }
}
