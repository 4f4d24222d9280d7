import Testing

/// Log and metrics know of who signs in; the journal keeps nothing of passwords and tokens.
@Suite struct ObservedSignInTests {
  @Test func countedAndNotKept() throws {
    let signIn = try SignIn()
    let granted = signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": "adele@contoso.example",
      "password": "pass-Adele-1", "scope": "User.Read",
    ])
    #expect(granted.status == 200)
    #expect(signIn.token(["grant_type": "none", "password": "pass-Adele-1"]).status == 400)
    #expect(signIn.get("/_emulator/tenants/default/requests").text == #"{"value":[]}"#)
    let lines = signIn.get("/_emulator/metrics").text.split(separator: "\n")
      .filter { $0.hasPrefix("graph_emulator_requests_total") }
    #expect(
      lines == [
        // That of the journal above.
        #"graph_emulator_requests_total{door="control",method="GET",status="2xx",tenant=""} 1"#,
        #"graph_emulator_requests_total{door="sign-in",method="POST",status="2xx",tenant=""} 1"#,
        #"graph_emulator_requests_total{door="sign-in",method="POST",status="4xx",tenant=""} 1"#,
      ])
  }
}
