import { isDeepStrictEqual } from "node:util";
import { type History, linedUpOf } from "@touchline/prematch";
import { openView, type View, type ViewOptions } from "@touchline/streams";
import { matchLineUps } from "@touchline/topics";

type Options = Omit<ViewOptions<typeof matchLineUps.schemas>, "apply" | "onUndecodable"> & {
  readonly onUndecodable: NonNullable<ViewOptions<typeof matchLineUps.schemas>["onUndecodable"]>;
};

/** Reads who played in matches that are over into the squads of a history, as it comes. */
export function openLineUps({ squads }: History, options: Options): Promise<View> {
  return openView(matchLineUps, {
    ...options,
    apply: (record) => {
      if (record.value === null) return squads.remove(record.key);
      // under another key they could not be taken back, and compaction would keep them beside their own corrections
      if (record.value.matchId !== record.key) {
        const message = `KEY_MISMATCH: the line-ups of ${record.value.matchId} have the key ${record.key}`;
        return options.onUndecodable(record, new Error(message));
      }
      const match = linedUpOf(record.value);
      if (match === null) {
        return options.onUndecodable(record, new Error(`the line-ups of ${record.key} cannot be: see match.line-ups`));
      }
      // ratings are fitted anew after a change: the same again, told by another service, is none
      if (!isDeepStrictEqual(squads.get(match.id), match)) squads.put(match);
    },
  });
}

/** Two views as one, for a word that speaks of both: the partitions of the second follow those of the first. */
export function joined(first: View, second: View): Pick<View, "positions" | "reached"> {
  const count = () => first.positions().length;
  return {
    positions: () => [...first.positions(), ...second.positions()],
    async reached(positions, signal) {
      const at = count();
      await Promise.all([first.reached(positions.slice(0, at), signal), second.reached(positions.slice(at), signal)]);
    },
  };
}
