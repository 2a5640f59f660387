-- Every request asks for another part of the film, as players that jump about do.
local part, film = 1048576, 67108864

function init(args)
  math.randomseed(os.time())
end

function request()
  local start = math.random(0, film / part - 1) * part
  return wrk.format("GET", nil, { Range = string.format("bytes=%d-%d", start, start + part - 1) })
end
