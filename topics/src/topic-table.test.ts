import { expect, it } from "vitest";
import { pageWithTable, readTopicPage } from "./topic-table.ts";

it("docs/topics.md lists the topics as they are declared; otherwise run npm run topics -- table", () => {
  expect(readTopicPage()).toBe(pageWithTable(readTopicPage()));
});

it("a page without the marks of the table is not overwritten", () => {
  expect(() => pageWithTable("# Topics\n")).toThrow(/has lost its marks/);
});
