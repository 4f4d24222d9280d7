import Testing

/// `--metadata` of the commands.
@Suite struct MetadataFlagTests {
  @Test func aFileThatIsNoneEndsTheStart() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("page.xml", "<html><body/></html>")
    let sentence = "\(path): line 1: no CSDL document: it begins with <html>, not with <edmx:Edmx>\n"
    let server = try ServerProcess(["--metadata", path])
    #expect(server.waitForEnd() == 65)
    #expect(server.errorText() == sentence)
    #expect(server.outputText() == "")
  }

  @Test func aVariableNamesFilesToo() throws {
    let server = try ServerProcess([], variables: ["GRAPH_EMULATOR_METADATA": "beta=/no/file:/no/other"])
    #expect(server.waitForEnd() == 65)
    #expect(server.errorText() == "/no/other: there is no such file\n")
  }

  @Test func twoFilesOfOneVersionAreAMistakeOfTheCommandLine() throws {
    let server = try ServerProcess(["--metadata", "a.xml", "--metadata", "v1.0=b.xml"])
    #expect(server.waitForEnd() == 64)
    #expect(server.errorText() == "Metadata of v1.0 comes from one file, not from a.xml and b.xml.\n")
  }

  @Test(arguments: [("explain", ["users"]), ("routes", []), ("seed", ["check"])])
  func theOtherCommandsReadItAsTheServerDoes(command: String, arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let seed = command == "seed" ? [try folder.file("seed.json", "{}")] : []
    let call = try Call.run(arguments + seed + ["--metadata", "/no/file"], of: command)
    #expect(call.status == 65)
    #expect(call.errors == "/no/file: there is no such file\n")
    #expect(call.output == "")
  }
}
