-- What somebody sees and does in Neovim, file by file: its diagnostics, the page over one, the outline, a fix applied.
-- The scenes come from the file named by SCENES, what was seen goes to the file named by SEEN.

local ENOUGH = 120000 -- milliseconds after which a scene is given up
local told = {}
vim.api.nvim_create_autocmd("DiagnosticChanged", {
  callback = function(event) told[event.buf] = (told[event.buf] or 0) + 1 end,
})

local function await(what, so)
  if not vim.wait(ENOUGH, so, 20) then error("nothing came of: " .. what) end
end

local function words(each)
  return table.concat(vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {}), "\n")
end

local function find(code)
  for _, each in ipairs(vim.diagnostic.get(0)) do
    if each.code == code then return each end
  end
  error("no " .. code .. " but " .. vim.inspect(vim.diagnostic.get(0)))
end

local function page()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then return window end
  end
end

local function hover(at)
  vim.api.nvim_win_set_cursor(0, at)
  vim.lsp.buf.hover()
  await("hover", page)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(page()), 0, -1, false)
  vim.api.nvim_win_close(page(), true)
  return table.concat(lines, "\n")
end

local function outline()
  local names
  vim.lsp.buf.document_symbol({
    on_list = function(list)
      names = vim.tbl_map(function(each) return each.text end, list.items)
    end,
  })
  await("outline", function() return names end)
  return names
end

-- Apply the one fix there is at a finding, and wait until the changed text has been examined.
local function fix(code)
  local buffer, at = vim.api.nvim_get_current_buf(), find(code)
  local before, changes = told[buffer], vim.b.changedtick
  vim.api.nvim_win_set_cursor(0, { at.lnum + 1, at.col })
  vim.lsp.buf.code_action({ apply = true })
  await("fix", function() return vim.b.changedtick > changes and told[buffer] > before end)
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
end

local function play(scene)
  vim.cmd.edit(vim.fn.fnameescape(scene.file))
  local buffer = vim.api.nvim_get_current_buf()
  await("diagnostics", function() return told[buffer] end)
  local seen = { diagnostics = {} }
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(seen.diagnostics, { each.code, words(each), each.message })
  end
  if scene.over then
    local at = find(scene.over)
    seen.page = hover({ at.lnum + 1, at.col })
  end
  if scene.at then seen.page = hover(scene.at) end
  if scene.outline then seen.outline = outline() end
  if scene.fix then
    seen.fixed = fix(scene.fix)
    seen.left = vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(0))
  end
  return seen
end

local scenes = vim.json.decode(table.concat(vim.fn.readfile(vim.env.SCENES), "\n"))
local ok, seen = pcall(vim.tbl_map, play, scenes)
if not ok then seen = vim.fn.bufname() .. ": " .. seen end
vim.fn.writefile({ vim.json.encode(ok and seen or { failed = seen }) }, vim.env.SEEN)
vim.cmd("qa!")
