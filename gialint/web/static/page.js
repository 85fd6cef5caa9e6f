"use strict";

// Without this script the form is sent as any other; with it reports can be dropped, and progress is shown.
const find = id => document.getElementById(id);

for (const button of document.querySelectorAll(".print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (find("drop")) dropping(find("drop"));
if (find("waiting")) waiting(find("waiting"));

function dropping(form) {
  const limits = JSON.parse(form.dataset.limits), said = JSON.parse(form.dataset.said);
  let sending = null, last = [];

  find("send").hidden = true;
  find("folder").hidden = find("folder-label").hidden = false;
  for (const input of [find("files"), find("folder")]) {
    input.addEventListener("change", () => {
      // What is chosen once more must be a change once more.
      const files = [...input.files].map(file => ({file, name: file.webkitRelativePath || file.name}));
      input.value = "";
      if (files.length) send(files);
    });
  }
  form.addEventListener("submit", event => event.preventDefault());
  find("cancel").addEventListener("click", () => sending && sending.abort());
  find("again").addEventListener("click", () => send(last));

  let inside = 0;
  document.addEventListener("dragenter", event => { event.preventDefault(); inside += 1; form.classList.add("over"); });
  document.addEventListener("dragleave", () => { inside -= 1; if (inside <= 0) form.classList.remove("over"); });
  document.addEventListener("dragover", event => event.preventDefault());
  document.addEventListener("drop", async event => {
    event.preventDefault();
    inside = 0;
    form.classList.remove("over");
    try {
      const files = await dropped(event.dataTransfer, limits.files);
      if (files.length) send(files);
      else trouble(form.dataset.unreadable);
    } catch {
      trouble(form.dataset.unreadable);
    }
  });

  function send(files) {
    last = files;
    if (files.length > limits.files) return trouble(said.files);
    if (files.reduce((sum, each) => sum + each.file.size, 0) > limits.sent) return trouble(said.sent);
    const data = new FormData();
    data.append("lang", form.elements.lang.value);
    for (const {file, name} of files) data.append("files", file, name);
    sending = new XMLHttpRequest();
    sending.open("POST", form.action);
    sending.setRequestHeader("Accept", "application/json");
    sending.upload.addEventListener("progress", event => {
      if (event.lengthComputable) show(event.loaded / event.total);
    });
    sending.addEventListener("load", () => {
      const answer = parsed(sending.responseText);
      if (sending.status === 201 && answer) location.assign(answer.result);
      else trouble(answer && answer.message ? `${answer.message}${document.documentElement.lang === "en" ? ". " : "。"}${answer.hint}` : form.dataset.lost);
    });
    sending.addEventListener("error", () => trouble(form.dataset.lost));
    sending.addEventListener("abort", () => rest());
    show(0);
    sending.send(data);
  }

  function show(part) {
    find("trouble").hidden = true;
    form.hidden = true;
    find("going").hidden = false;
    find("progress").value = part;
    find("status").textContent = `${form.dataset.sending} ${Math.round(part * 100)}%`;
  }

  function rest() {
    form.hidden = false;
    find("going").hidden = true;
  }

  function trouble(why) {
    rest();
    find("why").textContent = why;
    find("again").hidden = last.length === 0;
    find("trouble").hidden = false;
  }
}

// The files that were dropped, those in folders with their paths.
async function dropped(transfer, most) {
  const entries = [...transfer.items].filter(item => item.kind === "file")
    .map(item => ({entry: item.webkitGetAsEntry ? item.webkitGetAsEntry() : null, file: item.getAsFile()}));
  const found = [];
  for (const {entry, file} of entries) {
    if (entry && entry.isDirectory) await walk(entry, found, most);
    else if (file) found.push({file, name: file.name});
  }
  return found;
}

async function walk(folder, found, most) {
  const reader = folder.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || found.length > most) return;
    for (const entry of some) {
      if (entry.isDirectory) await walk(entry, found, most);
      else {
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
        found.push({file, name: entry.fullPath.replace(/^\//, "")});
      }
    }
  }
}

function waiting(box) {
  let missed = 0;
  const words = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);

  async function ask() {
    try {
      const answer = await fetch("state", {headers: {Accept: "application/json"}});
      missed = 0;
      const told = await answer.json();
      if (!answer.ok || told.state === "done" || told.state === "failed") return location.reload();
      show(told);
    } catch {
      missed += 1;
      if (missed > 3) {
        box.hidden = true;
        find("why").textContent = box.dataset.lost;
        find("trouble").hidden = false;
        return;
      }
    }
    setTimeout(ask, 500);
  }

  function show(told) {
    const text = told.state === "waiting" ? box.dataset.queue
      : !told.of ? box.dataset.start : told.done === told.of ? box.dataset.last : box.dataset.running;
    const line = words(text, told);
    if (find("status").textContent !== line) find("status").textContent = line;
    find("progress").max = told.of || 1;
    find("progress").value = told.done;
  }

  ask();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
