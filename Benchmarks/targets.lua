-- wrk asks for a random one of the request targets in the file that the first argument names.

local requests = {}

function init(arguments)
  for target in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", target)
  end
  math.randomseed(tonumber(tostring(wrk.thread):match("0x(%x+)"), 16) or 1)
end

function request()
  return requests[math.random(#requests)]
end

-- One line for the script that reads it: requests a second, p99 in microseconds, answers of 400 and
-- above, failures of the connection.
function done(summary, latency)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(99), errors.status, broken))
end
