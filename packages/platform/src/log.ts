import { type Logger, pino } from "pino";

export type { Logger };

/**
 * One JSON object a line on standard output: `level` as a word, `time` in ISO 8601, `service`, `msg`, and whatever the
 * caller adds. A line about one input carries its `correlationId`, which is the same in every service.
 * Written synchronously, so that the last line before an exit is not lost.
 */
export function openLog(service: string, level: string): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  // the default destination writes behind our back, and loses what is under way when the process exits
  return pino(options, pino.destination({ dest: 1, sync: true }));
}
