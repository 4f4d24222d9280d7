import HTTPMessages
import JSON
import Testing
import Workloads

/// A service of books with covers and portraits, whose model has every kind of stream.
struct Library {
  let service: SmallService
  /// Path of a book.
  let book: String

  init() throws {
    service = try SmallService(WorkloadList([]), model: Self.model)
    let made = service.send("POST", "/books", #"{"title":"Momo"}"#)
    #expect(made.status == 201, "\(made.text)")
    book = "/books/" + (made.json.objectValue?["id"]?.stringValue ?? "")
  }

  /// - Parameter type: nil: the request says nothing of it.
  @discardableResult func send(
    _ method: String, _ path: String, _ bytes: [UInt8] = [], _ type: String? = nil,
    _ fields: [HeaderField] = []
  ) -> StreamReply {
    let own = type.map { [HeaderField("Content-Type", $0)] } ?? []
    return StreamReply(service.respond(method, path, bytes, own + fields))
  }

  static let model = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="book"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="title" Type="Edm.String"/>
        <Property Name="size" Type="Edm.Int64"/>
        <Property Name="cover" Type="Edm.Stream">
          <Annotation Term="Emulator.V1.WriteAnswer" String="object"/>
          <Annotation Term="Emulator.V1.LengthIn" String="size"/>
        </Property>
        <Property Name="print" Type="Edm.Stream">
          <Annotation Term="Emulator.V1.StreamMethods" String="GET"/>
        </Property>
        <Property Name="file" Type="Edm.Stream">
          <Annotation Term="Emulator.V1.Redirects" Bool="true"/>
        </Property>
        <Property Name="press" Type="test.press"/>
        <NavigationProperty Name="portrait" Type="test.portrait" ContainsTarget="true"/>
        <NavigationProperty Name="parts" Type="Collection(test.part)" ContainsTarget="true"/>
        <Annotation Term="Emulator.V1.Home" String="books"/>
      </EntityType>
      <ComplexType Name="press"><Property Name="mark" Type="Edm.Stream"/></ComplexType>
      <EntityType Name="portrait" HasStream="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="painter" Type="Edm.String"/>
        <Annotation Term="Emulator.V1.Missing" String="NoPortrait Nobody has painted it."/>
        <Annotation Term="Emulator.V1.WriteAnswer" String="empty"/>
      </EntityType>
      <EntityType Name="part" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Annotation Term="Emulator.V1.Table" String="part"/>
      </EntityType>
      <EntityType Name="chapter" BaseType="test.part"/>
      <EntityType Name="plate" BaseType="test.part" HasStream="true">
        <Property Name="title" Type="Edm.String"/>
      </EntityType>
      <EntityType Name="house"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <NavigationProperty Name="sign" Type="test.sign" ContainsTarget="true"/>
      </EntityType>
      <EntityType Name="sign" HasStream="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="text" Type="Edm.String"/>
      </EntityType>
      <ComplexType Name="item" OpenType="true"><Property Name="title" Type="Edm.String"/>
        <Property Name="size" Type="Edm.Int64"/>
      </ComplexType>
      <ComplexType Name="uploadSession"/>
      <Action Name="createUploadSession" IsBound="true"><Parameter Name="book" Type="test.book"/>
        <Parameter Name="item" Type="test.item"/><Parameter Name="deferCommit" Type="Edm.Boolean"/>
        <ReturnType Type="test.uploadSession"/>
        <Annotation Term="Emulator.V1.Upload" String="cover"/>
      </Action>
      <Action Name="createUploadSession" IsBound="true"><Parameter Name="parts" Type="Collection(test.part)"/>
        <Parameter Name="item" Type="test.item" Nullable="false"/><ReturnType Type="test.uploadSession"/>
      </Action>
      <Action Name="createUploadSession" IsBound="true"><Parameter Name="house" Type="test.house"/>
        <ReturnType Type="test.uploadSession"/>
      </Action>
      <EntityContainer Name="Service">
        <EntitySet Name="books" EntityType="test.book"/>
        <Singleton Name="house" Type="test.house"/>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
}

/// An answer with bytes: status, the headers that say something of them, body. The tag stands as `{tag}` in it.
struct StreamReply: Equatable, CustomStringConvertible {
  let status: Int
  let headers: [String]
  let bytes: [UInt8]
  /// Of the bytes, with its quotation marks.
  let tag: String?

  init(_ status: Int, _ headers: [String] = [], _ bytes: [UInt8] = []) {
    (self.status, self.headers, self.bytes, tag) = (status, headers, bytes, nil)
  }

  init(_ response: Response) {
    let tag = response.headers.first { $0.name == "ETag" }?.value
    (status, bytes, self.tag) = (response.status, response.body, tag)
    let wanted = ["Content-Type", "ETag", "Accept-Ranges", "Content-Range", "Location", "Allow"]
    headers = response.headers.filter { wanted.contains($0.name) }.map { field in
      "\(field.name): \(field.name == "ETag" ? "{tag}" : field.value)"
    }
  }

  /// The tag is another one each time.
  static func == (one: StreamReply, other: StreamReply) -> Bool {
    one.status == other.status && one.headers == other.headers && one.bytes == other.bytes
  }

  /// All of a stream.
  static func whole(_ bytes: [UInt8], _ type: String) -> StreamReply {
    StreamReply(200, ["Content-Type: \(type)", "ETag: {tag}", "Accept-Ranges: bytes"], bytes)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Code and message of an error.
  var error: [String?] {
    let error = (try? JSONValue.parse(bytes))?.objectValue?["error"]?.objectValue
    return [error?["code"]?.stringValue, error?["message"]?.stringValue]
  }

  var description: String { "\(status) \(headers) \(text)" }
}
