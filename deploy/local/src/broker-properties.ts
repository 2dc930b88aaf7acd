/** What the brokers of a cluster have to know of one another. */
export interface Quorum {
  /** From 1 up. */
  readonly nodeId: number;
  /** Port of each node's controller, node 1's first. */
  readonly controllerPorts: readonly number[];
}

/**
 * A node that is broker and controller at once, with internal topics small enough for a quick start: alone, or one of a
 * cluster in which every topic outlives the death of any node.
 */
export function brokerProperties({
  port,
  logFolder,
  quorum,
}: {
  port: number;
  logFolder: string;
  quorum?: Quorum | undefined;
}): string {
  const nodes = quorum?.controllerPorts.length ?? 1;
  const inSync = Math.min(2, nodes);
  const controllerPort = quorum?.controllerPorts[quorum.nodeId - 1] ?? 0;
  const properties = {
    "process.roles": "broker,controller",
    "node.id": quorum?.nodeId ?? 1,
    ...(quorum === undefined ? alone : votersOf(quorum)),
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "log.dirs": logFolder,
    "auto.create.topics.enable": false,
    "default.replication.factor": nodes,
    "min.insync.replicas": inSync,
    "offsets.topic.num.partitions": 4,
    "offsets.topic.replication.factor": nodes,
    "transaction.state.log.num.partitions": 4,
    "transaction.state.log.replication.factor": nodes,
    "transaction.state.log.min.isr": inSync,
    "share.coordinator.state.topic.num.partitions": 1,
    "share.coordinator.state.topic.replication.factor": nodes,
    "share.coordinator.state.topic.min.isr": inSync,
    // After a kill the controllers wait for this long before they take the broker for dead, or take it back.
    "broker.session.timeout.ms": 3_000,
    "broker.heartbeat.interval.ms": 500,
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 1_000,
    "log.cleaner.dedupe.buffer.size": 8_388_608,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

// Only this node votes, and it knows itself: the address is asked for, but never used.
const alone = { "controller.quorum.bootstrap.servers": "127.0.0.1:9093" };

function votersOf({ controllerPorts }: Quorum): Readonly<Record<string, unknown>> {
  return {
    "controller.quorum.voters": controllerPorts.map((port, i) => `${i + 1}@127.0.0.1:${port}`).join(","),
    "controller.quorum.election.timeout.ms": 500,
    "controller.quorum.fetch.timeout.ms": 1_000,
  };
}
