// Starts the application on a page that the server has already rendered and that works without it.
// The page names the hashed files: <script type="module" src="…boot…" data-js="…" data-wasm="…">.
// A module has no document.currentScript, so the tag is found by what it carries.
const { js, wasm, reload } = document.querySelector("script[data-wasm]").dataset;

// Both downloads start at once; only the work waits until the browser has painted and is idle.
const glue = import(js);
const module = fetch(wasm);
const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1));

// What somebody types while the program is on its way: taking the page over would put the server's values back.
const typed = new Map();
const chosen = ({ type }) => (type === "checkbox" || type === "radio" ? "checked" : "value");
const note = ({ target }) => target.type !== "file" && typed.set(target, target[chosen(target)]);
addEventListener("input", note, true);
// A browser fills in again what it remembers before any script runs.
for (const field of document.querySelectorAll("input:not([type=hidden]), textarea")) {
  if (field.value !== field.defaultValue || field.checked !== field.defaultChecked) note({ target: field });
}
const putBack = () => {
  for (const [field, was] of typed) {
    if (field[chosen(field)] === was) continue;
    field[chosen(field)] = was;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
};
const started = () => {
  putBack();
  removeEventListener("input", note, true);
  document.documentElement.dataset.hydrated = "";
};

const start = async () => {
  try {
    const { default: init, hydrate } = await glue;
    await init({ module_or_path: module });
    await hydrate();
    putBack();
    // Parts of the page that wait for an answer are taken over a moment later.
    setTimeout(started);
  } catch (cause) {
    // Links and forms go on working: they are ordinary links and forms.
    console.error("The page stays without live updates, because its program did not start.", cause);
  }
};

whenIdle(start, { timeout: 500 });

// In development the server tells which build runs; a page of another build loads itself again.
if (reload) {
  let mine;
  new EventSource("/reload").onmessage = ({ data }) => {
    if (mine && mine !== data) location.reload();
    mine = data;
  };
}
