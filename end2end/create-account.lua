-- For wrk: creates accounts whose names and domains nobody has yet.
local run = os.getenv("RUN") or tostring(os.time())
local number = 0

function request()
    number = number + 1
    local body = string.format(
        '{"name":"Measured Mill %s %d","domain":"measured-%s-%d.example","industry":"Paper","city":"Linz","country":"Austria","employees":400}',
        run, number, run, number)
    return wrk.format("POST", nil, { ["content-type"] = "application/json", ["authorization"] = wrk.headers["authorization"] }, body)
end
