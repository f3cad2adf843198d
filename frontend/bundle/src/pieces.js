// Pieces of the program that are needed together come in one file. What has not come is asked for again next time.
const files = {};
const piece = async (path, from, to) => {
  const whole = (files[path] ??= fetch(new URL(path, import.meta.url)).then((response) => {
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.arrayBuffer();
  }));
  whole.catch(() => delete files[path]);
  return new Response((await whole).slice(from, to), { headers: { "content-type": "application/wasm" } });
};

