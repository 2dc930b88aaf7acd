import { replayLetters } from "@touchline/streams/dead-letters";
import { CliError } from "../error.ts";
import type { DeadLettersOptions } from "./command.ts";
import type { Desk } from "./desk.ts";
import { letterFilter } from "./letter-filter.ts";

/** Replays what is asked for. Throws LETTERS_REFUSED at the end where some cannot be. */
export async function replay(desk: Desk, options: DeadLettersOptions): Promise<number> {
  const { "dry-run": dryRun, json } = options;
  const startedAt = performance.now();
  const onProgress = (replayed: number) => {
    const perSecond = Math.round(replayed / ((performance.now() - startedAt) / 1000));
    process.stderr.write(`${replayed} replayed (${perSecond}/s)\n`);
  };
  const { replayed, before, refused } = await replayLetters({
    ...desk,
    wanted: letterFilter(options),
    dryRun,
    ...(!json && { onProgress }),
  });
  const reasons = refused.map(({ at, code, why }) => ({ letter: `${at.partition}@${at.offset}`, code, why }));
  if (json)
    process.stdout.write(`${JSON.stringify({ topic: desk.topic.name, dryRun, replayed, before, refused: reasons })}\n`);
  else {
    for (const { letter, code, why } of reasons) process.stdout.write(`${letter}  ${code}: not replayed: ${why}\n`);
    const verb = dryRun ? "would be replayed" : "replayed";
    process.stdout.write(
      `${replayed} ${verb} to ${desk.topic.name}, ${before} were before, ${refused.length} cannot be\n`,
    );
  }
  if (refused.length > 0) {
    const what = `${refused.length} of the letters of ${desk.topic.name} cannot be replayed`;
    throw new CliError("LETTERS_REFUSED", `${what}; the others ${dryRun ? "can be" : "were"}. The reasons are above.`);
  }
  return 0;
}
