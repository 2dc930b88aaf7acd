import { StreamsError } from "@touchline/streams";
import { SchemaError } from "./error.ts";

/** A version of a subject. */
export interface SubjectVersion {
  readonly version: number;
  readonly id: number;
  readonly definition: string;
}

/** What `topics apply` asks of a registry beyond look-ups. Every method rejects with SCHEMA_LOOKUP_FAILED where it is out of reach. */
export interface RegistryAdmin {
  subjects(): Promise<readonly string[]>;
  /** In the order of publication; none of an unknown subject. */
  versions(subject: string): Promise<readonly SubjectVersion[]>;
  /** Compatibility level set on the subject itself, e.g. FULL_TRANSITIVE; undefined where it follows the registry's default. */
  compatibility(subject: string): Promise<string | undefined>;
  setCompatibility(subject: string, level: string): Promise<void>;
  /** Whether the subject's level lets the definition in, and what speaks against it. */
  compatible(
    subject: string,
    definition: string,
  ): Promise<{ readonly compatible: boolean; readonly messages: readonly string[] }>;
  /** Id of the definition, a new version where it is not the subject's yet. Rejects with SCHEMA_INCOMPATIBLE where the registry refuses it. */
  register(subject: string, definition: string): Promise<number>;
}

const timeoutMs = 10_000;

/** Speaks Confluent's API below `url`; credentials in the URL (`https://key:secret@host`) go along as basic authentication. */
export function registryAdmin(url: string): RegistryAdmin {
  const { base, auth } = splitCredentials(url);
  const authorization = auth && `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString("base64")}`;

  /** Body of the answer; undefined on 404. */
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(base + path, {
        method,
        headers: {
          accept: "application/vnd.schemaregistry.v1+json, application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(authorization ? { authorization } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (cause) {
      throw outOfReach(base, cause);
    }
    if (response.status === 404) return undefined;
    if (response.status === 409 || response.status === 422) {
      throw new SchemaError("SCHEMA_INCOMPATIBLE", `the registry refuses ${method} ${path}: ${text}`);
    }
    try {
      if (response.ok) return JSON.parse(text) as T;
    } catch {
      // not JSON: whatever answered is no schema registry
    }
    throw outOfReach(base, new Error(`${method} ${path} was answered with ${response.status} ${text.slice(0, 200)}`));
  }

  const at = (subject: string): string => `/subjects/${encodeURIComponent(subject)}`;
  const configOf = (subject: string): string => `/config/${encodeURIComponent(subject)}`;
  return {
    async subjects() {
      const subjects = await ask<string[]>("GET", "/subjects");
      if (!Array.isArray(subjects)) throw outOfReach(base, new Error("GET /subjects gave no list"));
      return subjects;
    },
    async versions(subject) {
      const versions = (await ask<number[]>("GET", `${at(subject)}/versions`)) ?? [];
      const found = versions.map((v) =>
        ask<{ version: number; id: number; schema: string }>("GET", `${at(subject)}/versions/${v}`),
      );
      return (await Promise.all(found)).flatMap((v) =>
        v ? [{ version: v.version, id: v.id, definition: v.schema }] : [],
      );
    },
    async compatibility(subject) {
      return (await ask<{ compatibilityLevel?: string }>("GET", configOf(subject)))?.compatibilityLevel;
    },
    async setCompatibility(subject, level) {
      await ask("PUT", configOf(subject), { compatibility: level });
    },
    async compatible(subject, definition) {
      const path = `/compatibility${at(subject)}/versions?verbose=true`;
      const verdict = await ask<{ is_compatible: boolean; messages?: string[] }>("POST", path, { schema: definition });
      return { compatible: verdict?.is_compatible ?? true, messages: verdict?.messages ?? [] };
    },
    async register(subject, definition) {
      const registered = await ask<{ id: number }>("POST", `${at(subject)}/versions`, { schema: definition });
      if (registered === undefined) throw outOfReach(base, new Error(`POST ${at(subject)}/versions was not found`));
      return registered.id;
    },
  };
}

/** Parts the credentials from a registry's URL. */
export function splitCredentials(url: string): {
  readonly base: string;
  readonly auth: { readonly username: string; readonly password: string } | undefined;
} {
  const parsed = new URL(url);
  const { username, password } = parsed;
  parsed.username = "";
  parsed.password = "";
  return {
    base: parsed.href.replace(/\/+$/, ""),
    auth: username ? { username: decodeURIComponent(username), password: decodeURIComponent(password) } : undefined,
  };
}

/** The error of a registry that gives no usable answer. */
export function outOfReach(base: string, cause: unknown): StreamsError {
  const inner = cause as { message?: string; cause?: { message?: string; code?: string } };
  const why = inner.cause?.message || inner.cause?.code || inner.message;
  return new StreamsError(
    "SCHEMA_LOOKUP_FAILED",
    `the schema registry at ${base} gives no usable answer (${why}): see that it runs and that SCHEMA_REGISTRY_URL is its address with path (Apicurio's ends in /apis/ccompat/v7)`,
    { cause },
  );
}
