import { describe, expect, it } from "vitest";
import { generate } from "./generate.ts";
import { staleFiles } from "./generate-command.ts";

describe("npm run generate", () => {
  it("has been run since the definitions were last changed", () => {
    expect(staleFiles().map(({ path, flag }) => `${path}: run npm run generate${flag}`)).toEqual([]);
  });

  it("gives each definition and each one nested in it a type, null last", () => {
    const shot = {
      type: "record",
      name: "Shot",
      doc: "A shot.",
      fields: [
        { name: "by", doc: "Who.", type: ["null", "string"], default: null },
        { name: "at", doc: "When.", type: { type: "array", items: ["null", "long"] } },
        {
          name: "foot",
          doc: "Foot.",
          type: { type: "enum", name: "Foot", doc: "A foot.", symbols: ["LEFT", "RIGHT"] },
        },
      ],
    };
    const module = generate(new Map([["Shot", shot]]));
    expect(module).toContain(
      `/** A shot. */
export interface Shot {
  /** Who. */
  readonly by: string | null;
  /** When. */
  readonly at: readonly (number | null)[];
  /** Foot. */
  readonly foot: Foot;
}

/** A foot. */
export type Foot = "LEFT" | "RIGHT";
`,
    );
    expect(module).toContain("} as Schema<Shot>,");
  });
});
