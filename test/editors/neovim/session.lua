-- What a person does in Neovim with a trust policy, and what they see. Runs inside `nvim --headless`; the test beside it starts it and
-- compares what it writes: one JSON object. Arguments by environment: CONFIGURATION (Lua that a person has in init.lua), POLICY (the
-- file to open) and SEEN (the file to write).

local seen = {}

-- Waits for something to happen, never for time to pass; the deadline is for what never happens.
local function wait_for(what, condition)
  if not vim.wait(20000, condition, 10) then
    error("never happened: " .. what)
  end
end

local function put_cursor_on(text)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search("\\V" .. text, "cW") > 0, text .. " is not in the buffer")
end

local function lines_of(buffer)
  return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
end

local function diagnostics()
  return vim.tbl_map(function(one)
    return { rule = one.code, line = one.lnum + 1, column = one.col + 1, message = one.message }
  end, vim.diagnostic.get(0))
end

local function floating_window()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return window
    end
  end
end

local function use_the_editor()
  vim.cmd("filetype on")
  dofile(vim.env.CONFIGURATION)
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.POLICY))

  -- Diagnostics come by themselves.
  wait_for("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  seen.diagnostics = diagnostics()

  -- Hover opens a window.
  put_cursor_on("bedrock")
  vim.lsp.buf.hover()
  wait_for("a hover", floating_window)
  seen.hover = lines_of(vim.api.nvim_win_get_buf(floating_window()))
  vim.api.nvim_win_close(floating_window(), true)

  -- A code action is picked from the list and changes the text.
  vim.ui.select = function(items, options, on_choice)
    seen.actions = vim.tbl_map(options.format_item, items)
    on_choice(items[1], 1)
  end
  put_cursor_on('"allow"')
  vim.lsp.buf.code_action()
  wait_for("the fixed text", function() return vim.fn.search('\\C"Allow"', "nw") > 0 end)
  seen.fixed = lines_of(0)
  wait_for("the finding to go", function()
    return not vim.tbl_contains(vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0)), "effect-invalid")
  end)

  -- Completion in half a word; the suggestion that is picked is put in.
  put_cursor_on('"sts:AssumeRole"')
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_buf_set_text(0, row - 1, column, row - 1, column + #'"sts:AssumeRole"', { '"sts:Assu"' })
  vim.api.nvim_win_set_cursor(0, { row, column + #'"sts:Assu' })
  local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", vim.lsp.util.make_position_params(), 20000)
  local id, answer = next(answers)
  seen.completion = vim.tbl_map(function(item) return item.label end, answer.result)
  for _, item in ipairs(answer.result) do
    if item.label == "sts:AssumeRole" then
      vim.lsp.util.apply_text_edits({ item.textEdit }, 0, vim.lsp.get_client_by_id(id).offset_encoding)
    end
  end
  seen.completed = lines_of(0)
end

local ok, problem = xpcall(use_the_editor, debug.traceback)
if not ok then seen.problem = problem end
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
vim.cmd("qall!")
