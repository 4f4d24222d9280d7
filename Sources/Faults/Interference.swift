/// What a tenant's requests meet that is not the service: faults and stubs, which are made by whoever tests, and belong
/// to no data.
package final class Interference: Sendable {
  package let faults = TriggerBook<Fault>(entries: 100, bytes: 1 << 20)
  package let stubs = TriggerBook<Stub>(entries: 1000, bytes: 16 << 20)
  package let pages = PageNumbers()

  package init() {}

  package func clear() {
    faults.removeAll()
    stubs.removeAll()
    pages.clear()
  }
}
