// Starts the application on a page that the server has already rendered and that works without it.
// The page names the hashed files: <script type="module" src="…boot…" data-js="…" data-wasm="…">.
// A module has no document.currentScript, so the tag is found by what it carries.
const { js, wasm, reload } = document.querySelector("script[data-wasm]").dataset;

// Both downloads start at once; only the work waits until the browser has painted and is idle.
const glue = import(js);
const module = fetch(wasm);
const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1));

const start = async () => {
  try {
    const { default: init, hydrate } = await glue;
    await init({ module_or_path: module });
    await hydrate();
    document.documentElement.dataset.hydrated = "";
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
