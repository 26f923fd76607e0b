-- wrk -s wrk.lua URL -- BODIES KEY [new]: posts the lines of the file BODIES in turn. Requests are made once, so that the client stays cheap.
-- With new the first description of each has a number that never comes again.
local requests = {}
local sent = 0
local place = "000000000"
local isNew = false

function init(args)
  local headers = { ["Content-Type"] = "application/json", ["X-Api-Key"] = args[2] }
  isNew = args[3] == "new"
  for body in io.lines(args[1]) do
    if isNew then
      body = body:gsub('"description":"', '"description":"' .. place .. " ", 1)
    end
    local request = wrk.format("POST", nil, headers, body)
    if isNew then
      local first, last = request:find(place, 1, true)
      request = { request:sub(1, first - 1), request:sub(last + 1) }
    end
    requests[#requests + 1] = request
  end
end

function request()
  sent = sent + 1
  local request = requests[sent % #requests + 1]
  if isNew then
    return request[1] .. string.format("%09d", sent + math.floor(os.time() % 1000) * 1000000) .. request[2]
  end
  return request
end

-- The sums of all threads, times in microseconds.
function done(summary, latency, rates)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("figures %d %d %d %d %d\n", summary.requests, failed, summary.duration, latency:percentile(50), latency:percentile(99)))
end
