export type { PreMatchArtefact } from "./artefact.ts";
export {
  firstSeason,
  type MemberTrainer,
  type PreMatchTraining,
  type TrainedPreMatch,
  trainPreMatch,
} from "./train-pre-match.ts";
export type { TrainingMatches } from "./training-matches.ts";
export { voteTrainer } from "./vote/vote-trainer.ts";
