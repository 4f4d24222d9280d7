# A seed of `users` made-up users; the same ones every time.
#
#   awk -v users=100000 -f users.awk

function piece() { return sprintf("%04x", int(rand() * 65536)) }

function guid() {
  return piece() piece() "-" piece() "-4" substr(piece(), 2) "-8" substr(piece(), 2) "-" \
    piece() piece() piece()
}

function member(name, value) { return "\"" name "\":\"" value "\"" }

# Word number `position` of a text, starting over at its end.
function pick(text, position,  words, count) {
  count = split(text, words)
  return words[position % count + 1]
}

BEGIN {
  srand(1)
  given = "Adele Alex Diego Grady Henrietta Isaiah Johanna Joni Lee Lidia Lynne Megan Miriam Nestor Patti"
  family = "Vance Wilber Siciliani Archie Mueller Langer Lorenz Sherman Gu Holloway Robbins Bowen Graham"
  title = "Engineer Designer Accountant Consultant Planner Auditor Analyst"
  department = "Sales Marketing Finance Legal Research Operations Support"
  city = "Berlin Oslo Lima Nairobi Osaka Boston Turin"
  printf "{\"users\":["
  for (number = 1; number <= users; number++) {
    address = sprintf("user%06d@contoso.example", number)
    printf "%s{%s,%s,%s,%s,%s,%s,%s,%s,%s,\"accountEnabled\":true}", (number > 1 ? ",\n" : ""),
      member("id", guid()), member("displayName", sprintf("User %06d", number)),
      member("userPrincipalName", address), member("mail", address),
      member("givenName", pick(given, number)), member("surname", pick(family, number)),
      member("jobTitle", pick(title, number)), member("department", pick(department, number)),
      member("officeLocation", pick(city, number))
  }
  print "]}"
}
