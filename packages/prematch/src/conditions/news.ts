import type { NewsItem } from "@touchline/schemas";

export const newsOptions = {
  /** Part of the bound that the best or worst news takes, 0 to 1. 0 until news of played matches has shown one. */
  weight: 0,
  /** Most that a side's goals move. */
  bound: 0.1,
  /** An item counts in full when it is said, and then less and less, until so long after it. */
  livesMs: 72 * 3_600_000,
} as const;

/** How good an item is for its team, -1 to 1; 0 says nothing. Must depend on the item alone. */
export type Tone = (item: NewsItem) => number;

/** What news does to a side. */
export interface NewsEffect {
  /** True where there is no item that still counts; the factor is 1 then. */
  readonly missing: boolean;
  /** On goals of the side. */
  readonly factor: number;
  /** Sum of the items' tones as far as they still count, -1 to 1. */
  readonly tone: number;
  /** The items that still count, the latest first. */
  readonly sources: readonly NewsItem[];
}

/**
 * All that was said of a team by a moment and has not expired. Two items of one identity are one story: the first telling of it
 * counts, so nobody makes a story younger by repeating it.
 */
export function newsEffect(
  items: readonly NewsItem[],
  team: string,
  at: number,
  tone: Tone = headlineTone,
  weight: number = newsOptions.weight,
): NewsEffect {
  const first = new Map<string, NewsItem>();
  for (const item of items) {
    if (item.teamId !== team || item.providerTime > at) continue;
    const other = first.get(item.itemId);
    if (other === undefined || compare(item, other) > 0) first.set(item.itemId, item);
  }
  const sources = [...first.values()].filter((item) => at - item.providerTime < newsOptions.livesMs).sort(compare);
  if (sources.length === 0) return { missing: true, factor: 1, tone: 0, sources };
  let sum = 0;
  for (const item of sources) sum += clamp(tone(item)) * (1 - (at - item.providerTime) / newsOptions.livesMs);
  const total = clamp(sum);
  return { missing: false, factor: 1 + newsOptions.bound * clamp(weight) * total, tone: total, sources };
}

/** Later ones first, whatever order they came in. */
function compare(a: NewsItem, b: NewsItem): number {
  return (
    b.providerTime - a.providerTime ||
    order(a.itemId, b.itemId) ||
    order(a.provider, b.provider) ||
    order(a.headline, b.headline)
  );
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const clamp = (value: number): number => Math.max(-1, Math.min(1, value));

export const good = /\b(returns?|back in training|fit again|available again|boost|recovered|ban lifted)\b/i;
export const bad = /\b(injur(y|ed|ies)|ruled out|suspended|sidelined|doubtful|sacked|banned|misses|without)\b/i;

/** By plain English words of the headline: half a point for good ones, half a point off for bad ones. */
export const headlineTone: Tone = ({ headline }) => (good.test(headline) ? 0.5 : 0) - (bad.test(headline) ? 0.5 : 0);
