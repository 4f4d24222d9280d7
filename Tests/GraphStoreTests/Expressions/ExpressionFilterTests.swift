import OData
import Testing

@testable import GraphStore

/// Filters and the ids of the rows that they find: `a` Ada, `b` Ben, `c` Cy, `d` without values, `r` a robot.
@Suite struct ExpressionFilterTests {
  let rows: StaffRows

  init() throws { rows = try StaffRows() }

  @Test(arguments: [
    ("displayName eq 'cy'", "c"), ("displayName eq 'ADA LÖWE'", "a"), ("displayName ne 'cy'", "abdr"),
    ("displayName eq null", "d"), ("displayName ne null", "abcr"), ("null eq displayName", "d"),
    ("displayName eq 'ben O''Neil'", "b"), ("displayName gt 'b'", "bcr"),
    ("displayName le 'BEN o''neil'", "ab"),
    ("displayName gt null", ""), ("not(displayName gt null)", "abcdr"), ("not(displayName eq 'cy')", "abdr"),
    ("not(displayName gt 'b')", "ad"), ("displayName in ('cy','ROBO 1',null)", "cdr"),
    ("not(displayName in ('cy'))", "abdr"), ("description eq mail", "cdr"), ("'a' eq 'A'", "abcdr"),
  ]) func texts(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("active", "ac"), ("active eq true", "ac"), ("active eq false", "b"), ("active ne true", "bdr"),
    ("not active", "b"), ("active or displayName eq null", "acd"), ("active and age gt 0", "a"),
    ("not(active and age gt 0)", "bcdr"), ("active eq null", "dr"), ("not(active or not active)", ""),
    ("true", "abcdr"), ("false", ""), ("null", ""), ("not null", ""), ("null or true", "abcdr"),
    ("(age gt 0) eq true", "ab"), ("(age gt 0) eq false", "cdr"), ("contains(displayName,'e') eq null", "d"),
  ]) func logic(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("age eq 36", "a"), ("age gt 20.5", "a"), ("age ge 20", "ab"), ("age lt 0", "c"),
    ("steps eq 5000000000", "a"),
    ("score eq INF", "b"), ("score lt 0", "c"), ("score eq NaN", ""), ("score ne NaN", "abcdr"),
    ("balance eq 10.25", "a"), ("balance eq -4", "b"), ("age in (20,36.0)", "ab"), ("rank gt 5", "a"),
    ("rank eq null", "cdr"), ("1 eq 1.0", "abcdr"), ("age add 1 eq 37", "a"), ("age sub 1 eq 19", "b"),
    ("age mul 2 eq 72", "a"), ("age div 5 eq 7", "a"), ("age divby 5 eq 7.2", "a"),
    ("age div 0 eq null", "abcdr"),
    ("age mod 7 eq 1", "a"), ("age mod -3 eq -1", "c"), ("balance mod 3 eq 1.25", "a"), ("-age eq 7", "c"),
    ("balance div 2 eq 1.25", "c"), ("age eq age", "abcdr"), ("age eq rank", "dr"),
    ("round(score) eq 2", "a"), ("floor(score) eq -1", "c"), ("ceiling(score) eq 2", "a"),
    ("round(balance) eq 3", "c"),
    ("case(age gt 30:'old',age gt 0:'young',true:'odd') eq 'young'", "b"),
  ]) func numbers(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("joined eq 2026-01-31T10:00:00Z", "a"), ("joined eq 2026-01-31T11:00:00.0+01:00", "a"),
    ("joined gt 2026-01-31", "ab"), ("joined le 2026-01-31", "c"), ("born lt 2000-01-01", "a"),
    ("born eq 2000-01-01", "c"), ("wakes lt 08:00", "a"), ("shift gt duration'PT1H'", "a"),
    ("shift eq 'PT30M'", "b"),
    ("year(joined) eq 2025", "c"), ("month(joined) eq 2", "b"), ("day(born) eq 10", "a"),
    ("hour(joined) eq 23", "c"),
    ("minute(wakes) eq 30", "a"), ("second(joined) eq 59", "c"), ("fractionalseconds(joined) eq 0.5", "b"),
    ("date(joined) eq 2026-01-31", "a"), ("time(joined) eq 10:00:00", "a"),
    ("totalseconds(shift) eq 1800", "b"),
    ("joined lt now()", "abc"), ("joined add duration'P29DT2H' eq now()", "a"),
    ("now() sub joined gt duration'P30D'", "c"),
    ("joined gt mindatetime()", "abc"), ("joined lt maxdatetime()", "abc"),
    ("totaloffsetminutes(joined) eq 0", "abc"),
    ("born add duration'P1DT12H' eq 2000-01-02", "c"), ("shift mul 2 eq duration'PT1H'", "b"),
    ("shift div 2 eq duration'PT4H'", "a"), ("-shift lt duration'PT0S'", "ab"),
    ("joined sub 2026-01-31T00:00:00Z eq duration'PT10H'", "a"),
  ]) func times(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("token eq 6FD2C87F-b296-42f0-b197-1e91e994b900", "a"),
    ("token eq '6fd2c87f-b296-42f0-b197-1e91e994b900'", "a"),
    ("token in (6fd2c87f-b296-42f0-b197-1e91e994b900,00000000-0000-0000-0000-00000000000A)", "ab"),
    ("id eq 'a'", "a"), ("id eq 'A'", ""), ("id in ('a','r')", "ar"), ("id eq displayName", ""),
    ("colour eq 'GREEN'", "a"), ("colour eq test.colour'blue'", "c"), ("colour ne 'red'", "acdr"),
    ("colour in ('red','blue')", "bc"), ("colour gt 'red'", "ac"), ("progress eq 'pendingApproval'", "a"),
    ("audience has 'user'", "ac"), ("audience has test.audience'user,group'", "a"),
    ("audience eq 'group,user'", "a"),
    ("audience has 'user' eq false", "b"), ("photo eq binary'T0RhdA'", "a"), ("secret eq 's'", ""),
    ("badge eq 'b-A'", "a"), ("managerId eq 'a'", "bc"), ("managerId ne 'a'", "adr"),
  ]) func others(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("startswith(displayName,'ADA')", "a"), ("startsWith(displayName,'')", "abcr"),
    ("not startswith(displayName,'a')", "bcr"),
    ("endswith(displayName,'NEIL')", "b"), ("endswith(displayName,'')", "abcr"),
    ("contains(displayName,'LÖ')", "a"),
    ("startswith(mail,id)", "ab"), ("endswith(displayName,substring(displayName,2))", "abcr"),
    ("length(displayName) eq 2", "c"), ("indexof(displayName,'Y') eq 1", "c"),
    ("indexof(displayName,'zz') eq -1", "abcr"),
    ("substring(displayName,1) eq 'y'", "c"), ("substring(displayName,0,3) eq 'BEN'", "b"),
    ("substring(displayName,-1,1) eq 'c'", "c"), ("tolower(displayName) eq 'cy'", "c"),
    ("toupper(displayName) eq 'CY'", "c"),
    ("trim(concat('  ',displayName)) eq 'cy'", "c"),
    ("concat(concat(displayName,':'),mail) eq 'ada löwe:ada@x.example'", "a"),
    ("startswith(tolower(displayName),'ben')", "b"), ("contains(displayName,null)", ""),
  ]) func functions(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("address/city eq 'graz'", "a"), ("address/position/floor gt 1", "a"),
    ("address/position eq null", "bcdr"),
    ("address eq null", "cdr"), ("manager/displayName eq 'ada löwe'", "bc"), ("manager/id eq 'a'", "bc"),
    ("manager eq null", "adr"), ("manager ne null", "bc"), ("manager/manager/id eq null", "abcdr"),
    ("manager/address/city eq 'Graz'", "bc"), ("manager/age gt 30", "bc"), ("$it/displayName eq 'cy'", "c"),
    ("test.person/age eq 20", "b"), ("test.robot/hands eq 2", "r"), ("hands eq 2", "r"),
    ("hands eq null", "abcd"),
    ("isof(test.person)", "abcd"), ("not isof(test.robot)", "abcd"), ("isof(manager,test.person)", "bc"),
    ("isof(age,Edm.Int32)", "abc"), ("isof(age,Edm.String)", ""), ("cast(test.person)/age eq 20", "b"),
  ]) func paths(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("tags/any(t:t eq 'red')", "ac"), ("tags/any()", "ac"), ("not tags/any()", "bdr"),
    ("tags/all(t:t eq 'red')", "bcdr"),
    ("tags/$count eq 2", "a"), ("tags/$count eq 0", "bdr"), ("marks/any(m:m gt 3)", "b"),
    ("'BLUE' in tags", "a"),
    ("4 in marks", "b"), ("marks/any(m:m eq $it/age)", "c"), ("tags/any(t:startswith(t,'bl'))", "a"),
    ("plans/any(p:p/planId eq 00000000-0000-0000-0000-000000000001)", "a"),
    ("plans/any(p:p/planId in ('00000000-0000-0000-0000-000000000002'))", "a"),
    ("plans/any(p:p/name eq 'basic' and p/units gt 1)", "a"), ("plans/any(p:p/units eq null)", "c"),
    ("plans/all(p:p/units gt 1)", "abdr"), ("plans/any(p:p/tags/any(t:t eq 'x'))", "ac"),
    ("plans/any(p:p/tags/any(t:t eq p/name))", ""), ("plans/any(p:p/since ge 2026-02-01T00:00:00Z)", "c"),
    ("plans/$count gt 1", "a"), ("plans/$count($filter=units gt 10) eq 1", "a"),
    ("plans/$filter(units gt 10)/$count eq 1", "a"),
    ("plans/$filter(name eq 'full')/any(p:p/units eq 50)", "a"),
    ("extras/any(e:e/name eq 'full')", "a"), ("marks/$filter($this gt 1)/$count eq 2", "a"),
    ("reports/any(r:r/displayName eq 'cy')", "a"), ("reports/$count eq 2", "a"),
    ("reports/all(r:r/age gt 0)", "bcdr"),
    ("friends/any(f:f/id eq 'b')", "a"), ("friends/$count eq 1", "b"), ("friends/test.robot/any()", "a"),
    ("friends/test.robot/$count eq 1", "a"), ("admirers/any(f:f/id eq 'a')", "b"),
    ("cards/any(c:c/limit gt 100)", "a"), ("cards/any(c:c/holder/id eq 'b')", "a"),
    ("cards/$count eq 1", "b"),
    ("desk/badges/any(b:b/number eq '300')", "a"), ("manager/reports/any(r:r/id eq $it/id)", "bc"),
    ("manager/friends/$count eq 2", "bc"), ("reports/any(r:r/reports/any(s:s/manager/id eq r/id))", ""),
    ("manager/tags/any(t:t eq 'blue')", "bc"), ("friends/any(f:f/test.robot/hands eq 2)", "a"),
  ]) func collections(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("cast(age,Edm.String) eq '36'", "a"), ("cast(displayName,Edm.Int32) eq null", "abcdr"),
    ("cast('7',Edm.Int32) eq -age", "c"),
    ("cast(score,Edm.Int32) eq 1", "a"), ("cast(active,Edm.String) eq 'true'", "ac"),
    ("cast(colour,Edm.String) eq 'green'", "a"),
    ("cast(colour,Edm.Int32) eq 2", "c"), ("cast('green',test.colour) eq colour", "a"),
    ("cast(joined,Edm.Date) eq 2026-01-31", "a"),
    ("cast(born,Edm.String) eq '2000-01-01'", "c"), ("cast(shift,Edm.String) eq 'pt8h'", "a"),
    ("cast(steps,Edm.Int32) eq null", "acdr"),
    ("cast('2026-01-31T10:00:00Z',Edm.DateTimeOffset) eq joined", "a"),
  ]) func casts(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  @Test(arguments: [
    ("$root/beings('a')/displayName eq 'ada löwe'", "abcdr"), ("$root/beings('a')/age gt age", "bc"),
    ("$root/beings('none')/age eq null", "abcdr"), ("$root/beings/$count eq 5", "abcdr"),
    ("$root/beings/any(b:b/age gt $it/age)", "bc"), ("$root/beings('a')/tags/any(t:t eq 'blue')", "abcdr"),
    ("$root/beings('a')/manager eq null", "abcdr"), ("$root/beings('b')/manager/id eq id", "a"),
    ("friends('b')/displayName eq 'ben o''neil'", "a"), ("friends('b')/tags/any()", ""),
    ("cards('c1')/holder/id eq 'b'", "a"),
    ("$root/beings('b')/friends('a')/age gt 30", "abcdr"), ("cards(id='c2') ne null", "a"),
  ]) func keys(_ filter: String, _ ids: String) throws { try check(filter, ids) }

  private func check(_ filter: String, _ ids: String) throws {
    let sql = try rows.statement(filter).sql
    #expect(try rows.ids(filter).joined() == ids, "\(sql)")
  }
}
