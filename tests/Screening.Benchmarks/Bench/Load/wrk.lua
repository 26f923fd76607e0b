-- wrk -s wrk.lua URL -- BODIES KEY: posts the lines of the file BODIES in turn. Requests are made once, so that the client stays cheap.
local requests = {}
local sent = 0

function init(args)
  local headers = { ["Content-Type"] = "application/json", ["X-Api-Key"] = args[2] }
  for body in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1]
end

-- The sums of all threads, times in microseconds.
function done(summary, latency, rates)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("figures %d %d %d %d %d\n", summary.requests, failed, summary.duration, latency:percentile(50), latency:percentile(99)))
end
