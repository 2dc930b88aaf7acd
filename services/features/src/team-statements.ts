import { type Statement, statementId } from "@touchline/prematch";
import { type LogClient, type OpenSerde, type Origin, openView, type View } from "@touchline/streams";
import { teamAvailability, teamNews } from "@touchline/topics";
import { refusedStatement } from "./statement-sources.ts";

export interface TeamStatementsOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  readonly onFailure: (error: Error) => void;
  /** Told of each record that cannot be read or used; it is passed over. */
  readonly onUndecodable: (record: Origin, error: Error) => void;
}

interface Said {
  readonly byId: Map<string, Statement>;
  version: number;
}

/**
 * What was said of every team, for matches that nobody has announced: they have no task that could keep it. What is said of an announced match
 * comes by the topology; this is only read when somebody asks, so nothing that is published depends on it.
 */
export class TeamStatements {
  readonly #ofTeam = new Map<string, Said>();
  readonly #views: View[] = [];

  private constructor() {}

  /** Starts to read; does not wait until all is read. */
  static async open({ onUndecodable, ...options }: TeamStatementsOptions): Promise<TeamStatements> {
    const statements = new TeamStatements();
    const take = (record: Origin & { readonly key: string }, statement: Statement) => {
      const wrong = refusedStatement(statement, record.key, "team");
      if (wrong === null) statements.put(record.key, statement);
      else onUndecodable(record, new Error(`${wrong.code}: ${wrong.message}`));
    };
    statements.#views.push(
      await openView(teamAvailability, {
        ...options,
        onUndecodable,
        apply: (record) => {
          if (record.value !== null) take(record, { schema: "Availability", value: record.value });
        },
      }),
      await openView(teamNews, {
        ...options,
        onUndecodable,
        apply: (record) => {
          if (record.value !== null) take(record, { schema: "NewsItem", value: record.value });
        },
      }),
    );
    return statements;
  }

  async caughtUp(): Promise<void> {
    await Promise.all(this.#views.map((view) => view.caughtUp));
  }

  /** Takes a statement; the same again changes nothing. */
  put(teamId: string, statement: Statement): void {
    let said = this.#ofTeam.get(teamId);
    if (said === undefined) {
      said = { byId: new Map(), version: 0 };
      this.#ofTeam.set(teamId, said);
    }
    const id = statementId(statement);
    if (said.byId.has(id)) return;
    said.byId.set(id, statement);
    said.version++;
  }

  of(teamId: string): readonly Statement[] {
    return [...(this.#ofTeam.get(teamId)?.byId.values() ?? [])];
  }

  /** How many statements on a team have come. */
  versionOf(teamId: string): number {
    return this.#ofTeam.get(teamId)?.version ?? 0;
  }

  readTo(): Readonly<Record<string, readonly number[]>> {
    const [availability, news] = this.#views.map((view) => view.positions().map(Number));
    return { [teamAvailability.name]: availability ?? [], [teamNews.name]: news ?? [] };
  }

  async close(): Promise<void> {
    await Promise.all(this.#views.map((view) => view.close()));
  }
}
