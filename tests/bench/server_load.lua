-- For wrk: the query strings of a file, each connection's thread from another place in it.
local queries, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do queries[#queries + 1] = "/search?" .. line end
  math.randomseed(os.time())
  at = math.random(#queries)
end

function request()
  at = at % #queries + 1
  return wrk.format("GET", queries[at])
end
