-- wrk script: sends the requests of a file (method, path, body and Idempotency-Key, separated by tabs), any of them at
-- random or each once in order, and prints the result as one line of JSON. One thread only.
local inputs, position = {}, 0
local inOrder = os.getenv("PEONY_BENCH_ORDER") == "once"
local headers = { ["Authorization"] = "Bearer " .. os.getenv("PEONY_BENCH_TOKEN") }

local function format(line)
    local method, path, body, key = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$")
    headers["Content-Type"] = body ~= "" and "application/json" or nil
    headers["Idempotency-Key"] = key ~= "" and key or nil
    return wrk.format(method, path, headers, body ~= "" and body or nil)
end

function init(_)
    math.randomseed(os.time())
    for line in io.lines(os.getenv("PEONY_BENCH_REQUESTS")) do
        inputs[#inputs + 1] = inOrder and line or format(line)
    end
end

function request()
    if not inOrder then
        return inputs[math.random(#inputs)]
    end
    position = position + 1
    return format(inputs[position] or error("the file of requests is used up"))
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        '{"requests": %d, "seconds": %.6f, "errors": %d, "statuses": %d, "p50": %.3f, "p95": %.3f, "p99": %.3f}\n',
        summary.requests, summary.duration / 1e6,
        errors.connect + errors.read + errors.write + errors.timeout, errors.status,
        latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
