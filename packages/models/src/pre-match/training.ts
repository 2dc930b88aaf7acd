export type { PreMatchArtefact } from "./artefact.ts";
export {
  firstSeason,
  type Lesson,
  type MemberTrainer,
  type PreMatchTraining,
  type TrainedPreMatch,
  trainPreMatch,
} from "./train-pre-match.ts";
export { outcomeOf, type TrainingMatches } from "./training-matches.ts";
export { voteTrainer } from "./vote/vote-trainer.ts";
