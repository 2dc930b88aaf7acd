export type { PreMatchArtefact } from "./artefact.ts";
export {
  firstSeason,
  type Lesson,
  type MemberTrainer,
  type PreMatchTraining,
  type TrainedPreMatch,
  trainPreMatch,
} from "./train-pre-match.ts";
export { featureTable, type TrainingMatches, vectorAt } from "./training-matches.ts";
export { voteTrainer } from "./vote/vote-trainer.ts";
