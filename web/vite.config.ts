import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** `vite` alone serves the page with hot reload against a running edge. */
const edge = "http://127.0.0.1:8080";

/** Beside each file of text that is built the same as .br and .gz, which the edge sends as they are to whoever takes them. */
function compressed(): Plugin {
  const encodings = { br: promisify<Buffer, Buffer>(brotliCompress), gz: promisify<Buffer, Buffer>(gzip) };
  return {
    name: "compressed",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
        for (const [ending, encode] of Object.entries(encodings)) {
          await writeFile(join(dir, `${name}.${ending}`), await encode(bytes));
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), compressed()],
  build: { target: "es2022", reportCompressedSize: false },
  server: { proxy: { "/v1": { target: edge, ws: true } } },
});
