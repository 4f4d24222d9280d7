import Tenants
import Testing

@testable import Identity

@Suite("Sign-ins of devices wait, so many of them at most")
struct DeviceCodesTests {
  private func signIn(_ number: Int) throws -> DeviceSignIn {
    DeviceSignIn(
      deviceCode: "device \(number)", userCode: "USER\(number)", client: "x", clientName: nil,
      tenant: try TenantName("default"), tenantID: "t", access: .scopes("User.Read"), issued: number)
  }

  private func waiting(_ codes: DeviceCodes) -> [Int] {
    (0..<6).filter { codes.signIn(deviceCode: "device \($0)") != nil }
  }

  @Test func theOldestMakeRoom() throws {
    let codes = DeviceCodes(limit: 3)
    for number in 0..<3 { codes.add(try signIn(number)) }
    #expect(waiting(codes) == [0, 1, 2])
    codes.add(try signIn(3))
    #expect(waiting(codes) == [1, 2, 3])
    #expect(codes.signIn(userCode: "user0") == nil)
    #expect(codes.signIn(userCode: "us-er 1")?.deviceCode == "device 1")
    // Whatever was taken leaves a place.
    #expect(codes.remove("device 2"))
    #expect(!codes.remove("device 2"))
    codes.add(try signIn(4))
    #expect(waiting(codes) == [1, 3, 4])
    codes.add(try signIn(5))
    #expect(waiting(codes) == [3, 4, 5])
  }

  @Test func theFirstAnswerCounts() throws {
    let codes = DeviceCodes(limit: 1)
    codes.add(try signIn(0))
    codes.decide("device 0", .approved(user: "u"))
    codes.decide("device 0", .declined)
    #expect(codes.signIn(deviceCode: "device 0")?.state == .approved(user: "u"))
  }
}
