import { readdirSync } from "node:fs";
import type { Example } from "./example.ts";

/** Names of the examples, in order: what stands before `.ts`. */
export const names: readonly string[] = readdirSync(import.meta.dirname)
  .filter((file) => /^\d\d-.*\.ts$/.test(file))
  .map((file) => file.slice(0, -".ts".length))
  .sort();

export async function load(name: string): Promise<Example> {
  return (await import(new URL(`${name}.ts`, import.meta.url).href)).default;
}
