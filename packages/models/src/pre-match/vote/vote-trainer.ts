import type { CurvePoint } from "@touchline/learning";
import { kindOf } from "../../strengths/kind-of.ts";
import type { MemberTrainer } from "../train-pre-match.ts";
import { featureTable, outcomeOf } from "../training-matches.ts";
import { trainVote } from "./train-vote.ts";
import type { VoteArtefact } from "./vote-artefact.ts";
import { voteFeatures } from "./vote-columns.ts";
import { voteMember } from "./vote-member.ts";
import { type VoteSettings, voteSettings } from "./vote-settings.ts";

/** Matches of clubs, the last ones, that it learns from: more of them take long, and teach it little. */
const latest = 60_000;

/**
 * Trains the vote as a member of the ensemble, on matches of clubs: those of smaller leagues, where they are given, teach it nothing wrong of the five large
 * ones, and what is different about themselves.
 */
export function voteTrainer(
  settings: VoteSettings = voteSettings,
  onRound: (point: CurvePoint) => void = () => {},
): MemberTrainer {
  return {
    name: "vote",
    async train({ matches, rows, odds }) {
      const used = rows.filter((row) => kindOf(matches.competitions[row] as string) !== "nations").slice(-latest);
      const labels = Uint8Array.from(used, (row) =>
        outcomeOf(matches.homeGoals[row] as number, matches.awayGoals[row] as number),
      );
      const { artefact } = await trainVote(featureTable(matches, used, voteFeatures(odds)), labels, {
        ...{ odds, settings, onRound },
      });
      return artefact;
    },
    member: (artefact) => voteMember(artefact as VoteArtefact),
  };
}
