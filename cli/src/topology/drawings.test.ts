import { expect, test } from "vitest";
import { withDrawings } from "./drawings.ts";

const page = "# Page\n\n<!-- topology: predictor -->\nsomething old\n<!-- end of topology -->\nthe rest\n";

test("a drawing takes the place of what stands between its marks, and nothing else changes", () => {
  const text = withDrawings("page.md", page);
  expect(text).toMatch(/^# Page\n\n<!-- topology: predictor -->\n```mermaid\nflowchart LR\n/);
  expect(text).toContain('match_predictions[/"match.predictions"/]');
  expect(text).not.toContain("something old");
  expect(text.endsWith("```\n<!-- end of topology -->\nthe rest\n")).toBe(true);
  expect(withDrawings("page.md", text)).toBe(text);
});

test.each([
  ["no marks", "# Page\n", "has lost its marks"],
  ["no end", "<!-- topology: predictor -->\n", "has lost the mark <!-- end"],
  ["a topology that is gone", page.replace("predictor", "pricing"), "names the topology pricing"],
])("a page with %s is said to be so", (_what, text, message) => {
  expect(() => withDrawings("page.md", text)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(message) }),
  );
});
