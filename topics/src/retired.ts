/** A topic that was ours and is to be deleted. */
export interface Retired {
  readonly name: string;
  /** Day it was retired, yyyy-mm-dd. */
  readonly on: string;
  readonly why: string;
}

/**
 * Topics that `npm run topics -- apply --allow-delete` may delete. Taking a declaration away does not delete a topic: it
 * has to be listed here, in a change that someone reviews, and the flag has to be given too.
 */
export const retired: readonly Retired[] = [];
