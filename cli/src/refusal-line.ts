import type { DeadLetter } from "@touchline/schemas";

/** One line about what was refused of a match: each code with how often, and the reason where there is but one; undefined for nothing. */
export function refusalLine(letters: readonly DeadLetter[]): string | undefined {
  const [first] = letters;
  if (first === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const { code } of letters) counts.set(code, (counts.get(code) ?? 0) + 1);
  const codes = [...counts].map(([code, count]) => (count === 1 ? code : `${count} times ${code}`)).join(", ");
  const what =
    letters.length === 1 ? `1 record was refused: ${codes}` : `${letters.length} records were refused: ${codes}`;
  return `${what}${letters.length === 1 ? ` (${first.message})` : ""}; docs/reason-codes.md tells what to do.`;
}
