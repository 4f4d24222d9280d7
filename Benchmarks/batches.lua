-- wrk posts batches of 20 reads: random ones of the request targets in the file that the first argument names.

local size = 20
local requests = {}

local function batch(targets)
  local items = {}
  for number = 1, size do
    local url = targets[math.random(#targets)]:gsub("^/[^/]+", "")
    items[number] = string.format('{"id":"%d","method":"GET","url":"%s"}', number, url)
  end
  return '{"requests":[' .. table.concat(items, ",") .. "]}"
end

function init(arguments)
  math.randomseed(tonumber(tostring(wrk.thread):match("0x(%x+)"), 16) or 1)
  local targets = {}
  for target in io.lines(arguments[1]) do targets[#targets + 1] = target end
  local version = targets[1]:match("^/[^/]+")
  local headers = { ["Content-Type"] = "application/json" }
  for name, value in pairs(wrk.headers) do headers[name] = value end
  for number = 1, 500 do
    requests[number] = wrk.format("POST", version .. "/$batch", headers, batch(targets))
  end
end

function request()
  return requests[math.random(#requests)]
end

-- The line of targets.lua; a second means reads, not batches.
function done(summary, latency)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests * size / summary.duration * 1e6,
    latency:percentile(99), errors.status, broken))
end
