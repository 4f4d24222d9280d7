import GraphStore
import Identity
import Testing

@Suite("Names of device sign-ins come of the numbers that are passed in")
struct DeviceCodeNamesTests {
  private func numbers(_ seed: UInt64) -> IdentifierSource { IdentifierSource(SeededGenerator(seed: seed)) }

  @Test func theSameNumbersGiveTheSameNames() {
    let source = numbers(1)
    let (first, second) = (DeviceCodeNames(source), DeviceCodeNames(source))
    #expect(first == DeviceCodeNames(numbers(1)))
    #expect(first != second)
    #expect(first != DeviceCodeNames(numbers(2)))
    #expect(Base64URL.bytes(first.deviceCode)?.count == 32)
    #expect(first.userCode.count == 9)
  }

  /// Each letter comes, and no other.
  @Test func lettersThatAreNotMistaken() {
    let source = numbers(3)
    let letters = (0..<500).reduce(into: Set<Character>()) { letters, _ in
      letters.formUnion(DeviceCodeNames(source).userCode)
    }
    #expect(letters == Set("BCDFGHJKLMNPQRSTVWXYZ2345679"))
  }
}
