import type { z } from "zod";
import { baseOf, type ConfigOf } from "./config.ts";

/** The configuration as it takes effect, as JSON, with every secret replaced by whether it is set. */
export function printableConfig<S extends z.ZodObject>(own: S, config: ConfigOf<S>): string {
  const shape: z.core.$ZodShape = { ...baseOf(own).shape, ...own.shape };
  const shown: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const value = (config as Record<string, unknown>)[name];
    if (value === undefined) continue;
    shown[name] = (schema as z.ZodType).meta()?.secret === true ? "(set, secret)" : withoutPassword(value);
  }
  return JSON.stringify(shown, null, 2);
}

/** An address may carry a login, as in http://user:password@host. */
function withoutPassword(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/(:\/\/[^/:@\s]*):[^/@\s]*@/, "$1:(secret)@") : value;
}

/** What `--help` prints: the options, and each variable with its default and meaning. */
export function help(name: string, about: string, own: z.ZodObject): string {
  const variables = [...Object.entries(own.shape), ...Object.entries(baseOf(own).shape)].map(([variable, schema]) => {
    const type = schema as z.ZodType;
    const kind = type.safeParse(undefined);
    const fallback = kind.success ? (kind.data === undefined ? "not set" : `default ${show(kind.data)}`) : "required";
    return `  ${variable} (${fallback})\n      ${type.meta()?.description ?? ""}`;
  });
  return [
    `${name}: ${about}`,
    "",
    "Options",
    "  --check-config  print the configuration as it takes effect, without secrets, and stop; exit code 78 where it is wrong",
    "  --help          print this and stop",
    "",
    "Environment",
    ...variables,
    "",
  ].join("\n");
}

function show(value: unknown): string {
  return Array.isArray(value) ? value.join(",") : String(value);
}
