import type { PitchEvent } from "./streams-fold.ts";

export const matches = 1_000;
const note =
  "recorded by hand from the main stand, confirmed against the broadcast, no correction since the first entry was made; " +
  "two observers agreed on the place";

/** The n-th event of a feed that is the same in every run: matches come in no order, each match's clock runs. */
export function pitchEvent(n: number): PitchEvent {
  const dice = scramble(n);
  const more = scramble(dice ^ 0x9e3779b9);
  const kind = dice % 8;
  return {
    match: `match-${String((dice >>> 3) % matches).padStart(4, "0")}`,
    sequence: n,
    second: Math.floor(n / matches) * 11 + 1,
    side: (dice >>> 14) & 1,
    kind,
    player: `player-${String((more >>> 4) % 22).padStart(2, "0")}`,
    x: (dice >>> 16) % 1_050,
    y: (more >>> 9) % 680,
    endX: (more >>> 15) % 1_050,
    endY: (dice >>> 20) % 680,
    xg: kind === 0 ? (more >>> 5) % 900_000 : 0,
    note,
  };
}

/** The finalizer of MurmurHash3 (Appleby, 2011): each bit of n moves about half of the answer's. */
function scramble(n: number): number {
  let hash = Math.imul(n + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
