// Optimises WebAssembly modules for size, one after the other in one process: the optimiser is itself WebAssembly, and
// most pieces of the site take less time than starting it.
//   node optimise.mjs BINARYEN FOLDER NAME...   reads NAME.bound.wasm in FOLDER, writes NAME.wasm
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [library, folder, ...names] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(library));

// What wasm-opt calls -Os.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(1);
// Two copies of a function are different bytes, since their locals have other numbers: what inlining saves of the module
// it costs of the download, and six times over.
binaryen.setAlwaysInlineMaxSize(0);
binaryen.setOneCallerInlineMaxSize(0);
binaryen.setFlexibleInlineMaxSize(0);

for (const name of names) {
  // The features are those that the module names itself. More would write encodings that browsers refuse.
  const module = binaryen.readBinary(readFileSync(join(folder, `${name}.bound.wasm`)));
  module.optimize();
  writeFileSync(join(folder, `${name}.wasm`), module.emitBinary());
  module.dispose();
}
