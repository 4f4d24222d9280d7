import JSON
import TestSupport
import Testing

/// Appointments of booking businesses.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct BookingTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant("{}", .publishedV1) }

  /// Page "List business calendarView", whose options have names of their own: the list was always empty.
  @Test func calendarViewHasTheAppointments() throws {
    let business = try made(in: "/solutions/bookingBusinesses", #"{"displayName":"Lunch"}"#)
    let ids = try ["05", "07"].map { day in
      let (start, end) = ("2018-05-\(day)T12:00:00.0000000Z", "2018-05-\(day)T12:30:00.0000000Z")
      return try make(
        business + "/appointments",
        #"{"startDateTime":{"dateTime":"\#(start)","timeZone":"UTC"},"endDateTime":{"dateTime":"\#(end)","timeZone":"UTC"}}"#
      )
    }
    func found(_ start: String, _ end: String) -> [String] {
      send("GET", "\(business)/calendarView?start=\(start)&end=\(end)").values("id")
    }
    #expect(found("2018-04-30T00:00:00Z", "2018-05-10T00:00:00Z") == ids)
    #expect(found("2018-05-06T00:00:00Z", "2018-05-10T00:00:00Z") == [ids[1]])
    #expect(found("2018-05-08T00:00:00Z", "2018-05-10T00:00:00Z") == [])
    #expect(
      error(
        send("GET", business + "/calendarView?startDateTime=2018-04-30T00:00:00Z&end=2018-05-10T00:00:00Z"))
        == "400 ErrorInvalidParameter: This request requires a time window specified by the query string parameters"
        + " Start and End.")
  }

  /// Page "Create bookingAppointment": both were null.
  @Test func appointmentsHaveADurationAndTheNameOfTheirService() throws {
    let business = try made(in: "/solutions/bookingBusinesses", #"{"displayName":"Lunch"}"#)
    _ = try make(business + "/services", #"{"displayName":"Dinner"}"#)
    let service = try make(business + "/services", #"{"displayName":"Catered bento"}"#)
    _ = try make(business + "/services", #"{"displayName":"Breakfast"}"#)
    func moment(_ time: String) -> String { #"{"dateTime":"2018-05-05T\#(time)","timeZone":"UTC"}"# }
    let times = #""startDateTime":\#(moment("12:00:00.0000000+00:00")),"endDateTime":\#(moment("13:30:00"))"#
    let path = try made(in: business + "/appointments", #"{"serviceId":"\#(service)",\#(times)}"#)
    #expect(object(at: path)["duration"] == "PT1H30M")
    #expect(object(at: path)["serviceName"] == "Catered bento")
    #expect(send("PATCH", path, #"{"endDateTime":\#(moment("12:30:00Z"))}"#).status == 204)
    #expect(object(at: path)["duration"] == "PT30M")
    let other = try made(in: business + "/appointments", #"{"customerName":"Ada"}"#)
    #expect(object(at: other)["duration"] == .null && object(at: other)["serviceName"] == .null)
    #expect(object(at: other)["isLocationOnline"] == .bool(false))
  }
}
