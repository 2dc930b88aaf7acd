/** Wait before attempt `attempt` + 1, ms: doubles from 100 ms up to 5 s. */
export function backOffMs(attempt: number): number {
  return Math.min(100 * 2 ** (attempt - 1), 5_000);
}
