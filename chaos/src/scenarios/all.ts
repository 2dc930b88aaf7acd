import type { Scenario } from "../scenario.ts";
import { abortStorm } from "./abort-storm.ts";
import { disorder } from "./disorder.ts";
import { frozenPastSession } from "./frozen-past-session.ts";
import { joiningAndLeaving } from "./joining-and-leaving.ts";
import { killAtEachStep } from "./kill-at-each-step.ts";
import { leaderKilled } from "./leader-killed.ts";
import { openTransaction } from "./open-transaction.ts";
import { poison } from "./poison.ts";
import { rollingRestart } from "./rolling-restart.ts";
import { standbyFailover } from "./standby-failover.ts";

/** In the order in which they are played. */
export const scenarios: readonly Scenario[] = [
  killAtEachStep,
  leaderKilled,
  rollingRestart,
  joiningAndLeaving,
  frozenPastSession,
  openTransaction,
  abortStorm,
  poison,
  disorder,
  standbyFailover,
];
