import type { ListedModel } from "@touchline/model-registry";

/** The models as lines of text, a header first. */
export function tableOf(models: readonly ListedModel[]): string {
  const rows = models.map(({ id, hash, stage, share, since, by, why, card }) => [
    stage,
    share === 0 ? "" : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`,
    id,
    hash.slice(0, 12),
    card.odds,
    since === null ? "" : new Date(since).toISOString().replace(/\.\d+/, ""),
    [by, why].filter((part) => part !== null).join(": "),
  ]);
  const lines = [["stage", "matches", "model", "hash", "odds", "since", "by"], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
