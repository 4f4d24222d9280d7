/// The application that asks for tokens, once it is known that it may.
struct Client: Sendable, Equatable {
  let id: String
  let name: String?
  /// nil in a tenant that lists no applications, where every one may do everything.
  let registration: ClientRegistration?
  /// Id of what stands for it in the tenant.
  let servicePrincipal: String
  var proof = TokenClient.Proof.none

  var token: TokenClient { TokenClient(id: id, name: name, proof: proof) }
}
