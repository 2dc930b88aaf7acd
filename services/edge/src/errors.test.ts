import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { codes } from "./errors.ts";

it("has every code documented, and no others", async () => {
  const page = await readFile(new URL("../../../docs/errors-edge.md", import.meta.url), "utf8");
  const documented = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);
  expect(documented).toEqual(Object.keys(codes));
});
