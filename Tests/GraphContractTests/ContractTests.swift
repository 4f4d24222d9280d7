import GraphContract
import Testing

/// Which contract a type has, and what a failure in it says.
@Suite("Contracts of types and failures") struct ContractTests {
  /// Says everything about state in one way.
  private struct Gruff: Messages {
    func error(_ failure: StateFailure) -> GraphError { GraphError(404, "no", "No.") }
    func completed(_ error: GraphError, _ occasion: ErrorOccasion) -> GraphError {
      GraphError(error.status, error.code, "\(error.message) \(occasion.requestID) \(occasion.path)")
    }
  }

  private let people = Contract(name: "people", conventions: .plain, messages: Gruff())

  @Test func typesOfKnownWorkloads() {
    let contracts = Contracts([people])
    #expect(contracts.contract(of: Samples.person) === people)
    #expect(contracts.known(Samples.person) === people)
  }

  /// They have the words and the manners of their workload, but for what lists may be asked.
  @Test func typesThatTakeAllOptions() {
    var conventions = Conventions()
    conventions.servesSkip = false
    conventions.hasAdvancedQueries = true
    conventions.idsAreGuids = true
    let strict = Contract(name: "people", conventions: conventions, messages: Gruff())
    let contract = Contracts([strict]).contract(of: Samples.visitor)
    #expect(contract.conventions.servesSkip && !contract.conventions.hasAdvancedQueries)
    #expect(contract.conventions.idsAreGuids)
    #expect(contract.name == "people" && contract.messages is Gruff)
    #expect(Contracts([strict]).contract(of: Samples.person) === strict)
  }

  @Test func typesOfNoWorkloadAndOfUnknownOnes() {
    let contracts = Contracts([people])
    for type in [Samples.being, Samples.note] {
      #expect(contracts.known(type) == nil)
      #expect(contracts.contract(of: type) === Contract.gateway)
    }
  }

  /// A workload says in its own way what it has words for; the rest is Graph's.
  @Test func failuresInTheWordsOfTheirWorkload() {
    let missing = ServiceFailure(StateFailure.missingTarget(navigation: "boss"), people)
    #expect(missing.error == GraphError(404, "no", "No."))
    #expect(
      missing.error(ErrorOccasion(requestID: "7", path: "/people")) == GraphError(404, "no", "No. 7 /people"))
    let unknown = ServiceFailure(RoutingFailure.unknownSegment("x"), people)
    #expect(unknown.error == GraphError(400, "BadRequest", "Resource not found for the segment 'x'."))
  }

  @Test func failuresOfNoWorkloadAreTheGateways() throws {
    let failure = try #require(ServiceFailure(QueryFailure.skipNotServed as any Error))
    #expect(failure.contract === Contract.gateway)
    let known = try #require(ServiceFailure(ServiceFailure(QueryFailure.skipNotServed, people) as any Error))
    #expect(known.contract === people)
  }

  @Test func faultsOfTheProgramAreNoFailures() {
    struct Fault: Error {}
    #expect(ServiceFailure(Fault() as any Error) == nil)
  }
}
