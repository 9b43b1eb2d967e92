-- For wrk: the query strings of a file, each connection's thread from another place in it; before each a rest of so many milliseconds on average.
local queries, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do queries[#queries + 1] = "/search?" .. line end
  math.randomseed(os.time())
  at = math.random(#queries)
  local rest = tonumber(args[2])
  if rest > 0 then
    function delay() return math.random() * 2 * rest end
  end
end

function request()
  at = at % #queries + 1
  return wrk.format("GET", queries[at])
end
