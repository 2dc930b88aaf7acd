import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** `vite` alone serves the page with hot reload against a running edge. */
const edge = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [svelte()],
  build: { target: "es2022", reportCompressedSize: false },
  server: { proxy: { "/v1": { target: edge, ws: true } } },
});
