export type { Belief } from "./belief.ts";
export { inPlayParameters } from "./in-play/artefact.ts";
export { changeParts } from "./in-play/change-parts.ts";
export { fitInPlay, type InPlayFit } from "./in-play/fit-in-play.ts";
export { inPlay, resultInPlay } from "./in-play/in-play.ts";
export type { InPlayState } from "./in-play/in-play-state.ts";
export type { InPlayParameters } from "./in-play/parameters.ts";
export type { Happening, PlayedMatch } from "./in-play/played-match.ts";
export { restOfMatch } from "./in-play/rest-of-match.ts";
export { resultInterval } from "./in-play/result-interval.ts";
export { type SequenceArtefact, sequenceArtefact } from "./in-play/sequence/artefact.ts";
export { matchMinutes } from "./in-play/sequence/match-minutes.ts";
export { sequenceInputs, turnInputs, writeInputs } from "./in-play/sequence/sequence-inputs.ts";
export { type SequenceMoment, sequenceMoments } from "./in-play/sequence/sequence-moments.ts";
export { SequenceNetwork } from "./in-play/sequence/sequence-network.ts";
export { goalLines, gridSize, readMarkets } from "./markets.ts";
export { isSettled } from "./match-time.ts";
export type { CardSummary, Members, MembersOpinion, Model, PredictionCore, ShippedModel } from "./model.ts";
export type { PreMatchArtefact } from "./pre-match/artefact.ts";
export { CompiledPreMatch } from "./pre-match/compiled/compiled-pre-match.ts";
export { spreadsMax } from "./pre-match/context.ts";
export {
  type Answers,
  answerOf,
  type Chances,
  foldMemberForm,
  type MemberForm,
  memberWeights,
  noForm,
  type Weights,
} from "./pre-match/member-form.ts";
export { CompiledNetwork } from "./pre-match/network/compiled-network.ts";
export { networkInputs } from "./pre-match/network/network-inputs.ts";
export {
  type ExpectedGoals,
  type NetworkMember,
  networkMember,
} from "./pre-match/network/network-member.ts";
export type { Layer, NetworkWeights } from "./pre-match/network/network-weights.ts";
export { type QuantisedNetwork, quantisedNetwork, restoredNetwork } from "./pre-match/network/quantised-network.ts";
export type { OddsUse } from "./pre-match/odds-use.ts";
export { type Opinion, PreMatchModel } from "./pre-match/pre-match-model.ts";
export { quantisedVote } from "./pre-match/vote/quantised-vote.ts";
export { type TrainedVote, type TrainVoteOptions, trainVote, voteTable } from "./pre-match/vote/train-vote.ts";
export type { VoteArtefact } from "./pre-match/vote/vote-artefact.ts";
export { voteFeatures } from "./pre-match/vote/vote-columns.ts";
export { compileVote, type VoteChances, voteMember } from "./pre-match/vote/vote-member.ts";
export { classicVote, type VoteSettings, voteSettings } from "./pre-match/vote/vote-settings.ts";
export { basisOf, type PredictionBasis } from "./prediction-basis.ts";
export { independentPoisson, poisson, type ScoreMatrix } from "./score-matrix.ts";
export { ensembleNone, shippedModels } from "./shipped-models.ts";
export { type Kind, kindOf, topFive } from "./strengths/kind-of.ts";
