import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@touchline/local";

const folder = join(root, "bench/peers/penaltyblog");

/** What penaltyblog says of the shipped club matches; bench/peers/penaltyblog/make_reference.py makes it. */
export interface PenaltyblogReference {
  readonly penaltyblog: string;
  /** SHA-256 of data/results_clubs.csv.gz. */
  readonly results: string;
  /** Decay of a match's weight a day. */
  readonly xi: number;
  readonly ratings: readonly RatingsReference[];
  readonly poisson: readonly PoissonReference[];
}

/** Elo and pi-ratings of all teams before a day. */
export interface RatingsReference {
  /** `yyyy-mm-dd`. */
  readonly before: string;
  readonly matches: number;
  /** By team id: Elo, pi-rating at home, pi-rating away. */
  readonly teams: Readonly<Record<string, readonly [number, number, number]>>;
}

/** A season's Poisson model: goals = exp(attack + defence + home), the attacks' mean 1. */
export interface PoissonReference {
  readonly league: string;
  readonly season: string;
  readonly matches: number;
  readonly attack: Readonly<Record<string, number>>;
  readonly defence: Readonly<Record<string, number>>;
  readonly home: number;
}

/** The committed reference; or one that is made now, with a Python that has the pinned penaltyblog. */
export function readReference(python?: string): PenaltyblogReference {
  const reference: PenaltyblogReference = JSON.parse(
    python === undefined ? readFileSync(join(folder, "generated/reference.json"), "utf8") : made(python),
  );
  const results = createHash("sha256")
    .update(readFileSync(join(root, "data/results_clubs.csv.gz")))
    .digest("hex");
  if (reference.results !== results)
    throw new Error("the reference is of another data/results_clubs.csv.gz: make it again with make_reference.py");
  return reference;
}

function made(python: string): string {
  const { status, stdout, stderr, error } = spawnSync(python, [join(folder, "make_reference.py")], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  throw new Error(`${python} could not make the reference: ${error?.message ?? stderr.trim().split("\n").at(-1)}`);
}
