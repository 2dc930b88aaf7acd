package touchline;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.state.Stores;

/**
 * The measured fold in Kafka Streams.
 *
 * <p>Usage: StreamsPeer BROKERS APPLICATION memory|rocksdb COMMIT_MS STATE_FOLDER SESSION_MS STANDBYS. Prints
 * `restored RECORDS` and `running PID MS_SINCE_THE_EPOCH`; ends in good order on SIGTERM. Everything that is not set here is
 * at its default: one stream thread, 10 MB of record cache, the producer's and the consumers' settings of exactly-once.
 */
public final class StreamsPeer {
  private StreamsPeer() {}

  public static void main(String[] args) throws InterruptedException {
    String application = args[1];
    Properties config = new Properties();
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, args[3]);
    config.put(StreamsConfig.STATE_DIR_CONFIG, args[4]);
    config.put("auto.offset.reset", "earliest");
    config.put("session.timeout.ms", args[5]);
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, args[6]);

    KafkaStreams streams = new KafkaStreams(topology(application, args[2]), config);
    streams.setGlobalStateRestoreListener(new Restored());
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            say("running " + ProcessHandle.current().pid() + " " + System.currentTimeMillis());
          }
        });
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  streams.close(Duration.ofSeconds(10));
                  ended.countDown();
                }));
    streams.start();
    ended.await();
  }

  private static Topology topology(String application, String store) {
    var supplier =
        store.equals("rocksdb")
            ? Stores.persistentKeyValueStore("windows")
            : Stores.inMemoryKeyValueStore("windows");
    var windows =
        Stores.keyValueStoreBuilder(supplier, Serdes.String(), Json.serde(Fold.MatchWindows.class))
            .withCachingEnabled()
            .withLoggingEnabled(Map.of());
    return new Topology()
        .addSource(
            "events",
            new StringDeserializer(),
            Json.serde(Fold.PitchEvent.class).deserializer(),
            application + ".events")
        .addProcessor("fold", Fold::new, "events")
        .addStateStore(windows, "fold")
        .addSink(
            "forms",
            application + ".forms",
            new StringSerializer(),
            Json.serde(Fold.RollingForm.class).serializer(),
            "fold");
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }

  private static final class Restored implements StateRestoreListener {
    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long to, long records) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
      say("restored " + records);
    }
  }
}
