/** What can be wrong with a line of a timeline file, and what to do. docs/reason-codes.md lists the same. */
export const timelineErrors = {
  TIMELINE_NOT_JSON: {
    class: "impossible",
    means: "A line of a timeline file is not JSON.",
    toDo: "Give one match a line, as JSON, in a file that was copied whole (it may be gzipped).",
  },
  TIMELINE_FIELD_MISSING: {
    class: "missing",
    means: "A match lacks something that it cannot be told without: id, comp, home, away, or date and ko_utc both.",
    toDo: "Add the field that the message names.",
  },
  TIMELINE_EVENT_WITHOUT_TIME: {
    class: "missing",
    means: "An event has neither a second (s) nor a minute (min), or no period (p) that follows from it.",
    toDo: "Give the event p and s, or min; guessing could turn a match.",
  },
  TIMELINE_CLOCK_OUT_OF_RANGE: {
    class: "impossible",
    means: "An event or a shot is at a second that no period of its kind lasts to.",
    toDo: "Give s in seconds from the start of its period p, not of the match.",
  },
} as const;

export type TimelineErrorCode = keyof typeof timelineErrors;

/** A line of a timeline file that cannot be replayed. */
export class TimelineError extends Error {
  readonly code: TimelineErrorCode;
  constructor(code: TimelineErrorCode, message: string, options?: { cause?: unknown }) {
    super(`${message}. ${timelineErrors[code].toDo}`, options);
    this.name = "TimelineError";
    this.code = code;
  }
}
