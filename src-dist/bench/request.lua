-- wrk: the chat request whose body is in the file BODY names.
local file = assert(io.open(os.getenv("BODY")))
wrk.method = "POST"
wrk.path = "/v1/chat/completions"
wrk.headers["Content-Type"] = "application/json"
wrk.body = file:read("*a")
file:close()
