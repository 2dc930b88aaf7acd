package touchline;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** The fold of bench/src/streams-fold.ts: the same state, the same sums, the same bytes. */
final class Fold implements Processor<String, Fold.PitchEvent, String, Fold.RollingForm> {
  private static final int KEPT_EVENTS = 30;
  private static final int WINDOW_SECONDS = 300;

  private ProcessorContext<String, RollingForm> context;
  private KeyValueStore<String, MatchWindows> store;

  @Override
  public void init(ProcessorContext<String, RollingForm> context) {
    this.context = context;
    store = context.getStateStore("windows");
  }

  @Override
  public void process(Record<String, PitchEvent> record) {
    PitchEvent event = record.value();
    MatchWindows windows = store.get(record.key());
    if (windows == null) {
      windows = new MatchWindows();
      windows.match = event.match;
    }
    windows.events++;
    while (windows.latest.size() >= KEPT_EVENTS) windows.latest.remove(0);
    windows.latest.add(KeptEvent.of(event));
    store.put(record.key(), windows);
    context.forward(record.withValue(rollingForm(windows)));
  }

  private static RollingForm rollingForm(MatchWindows windows) {
    List<KeptEvent> latest = windows.latest;
    KeptEvent last = latest.get(latest.size() - 1);
    RollingForm form = new RollingForm();
    form.match = windows.match;
    form.sequence = last.sequence;
    form.second = last.second;
    form.events = windows.events;
    form.home = sideWindows(latest, 0, last.second);
    form.away = sideWindows(latest, 1, last.second);
    return form;
  }

  private static SideWindows sideWindows(List<KeptEvent> latest, int side, int second) {
    SideWindows windows = new SideWindows();
    windows.lastEvents8 = sums(latest, latest.size() - 8, Integer.MIN_VALUE, side);
    windows.lastEvents16 = sums(latest, latest.size() - 16, Integer.MIN_VALUE, side);
    windows.lastMinutes5 = sums(latest, 0, second - WINDOW_SECONDS, side);
    return windows;
  }

  private static WindowSums sums(List<KeptEvent> latest, int from, int after, int side) {
    WindowSums sums = new WindowSums();
    int x = 0;
    for (int i = Math.max(0, from); i < latest.size(); i++) {
      KeptEvent event = latest.get(i);
      if (event.side != side || event.second <= after) continue;
      sums.events++;
      if (event.kind == 0) sums.shots++;
      sums.xg += event.xg;
      x += event.x;
    }
    sums.meanX = sums.events == 0 ? 0 : Math.floorDiv(x, sums.events);
    return sums;
  }

  @JsonPropertyOrder({
    "match", "sequence", "second", "side", "kind", "player", "x", "y", "endX", "endY", "xg", "note"
  })
  static final class PitchEvent {
    public String match;
    public int sequence;
    public int second;
    public int side;
    public int kind;
    public String player;
    public int x;
    public int y;
    public int endX;
    public int endY;
    public int xg;
    public String note;
  }

  @JsonPropertyOrder({"sequence", "second", "side", "kind", "x", "xg"})
  static final class KeptEvent {
    public int sequence;
    public int second;
    public int side;
    public int kind;
    public int x;
    public int xg;

    static KeptEvent of(PitchEvent event) {
      KeptEvent kept = new KeptEvent();
      kept.sequence = event.sequence;
      kept.second = event.second;
      kept.side = event.side;
      kept.kind = event.kind;
      kept.x = event.x;
      kept.xg = event.xg;
      return kept;
    }
  }

  @JsonPropertyOrder({"match", "events", "latest"})
  static final class MatchWindows {
    public String match;
    public int events;
    public List<KeptEvent> latest = new ArrayList<>();
  }

  @JsonPropertyOrder({"events", "shots", "xg", "meanX"})
  static final class WindowSums {
    public int events;
    public int shots;
    public int xg;
    public int meanX;
  }

  @JsonPropertyOrder({"lastEvents8", "lastEvents16", "lastMinutes5"})
  static final class SideWindows {
    public WindowSums lastEvents8;
    public WindowSums lastEvents16;
    public WindowSums lastMinutes5;
  }

  @JsonPropertyOrder({"match", "sequence", "second", "events", "home", "away"})
  static final class RollingForm {
    public String match;
    public int sequence;
    public int second;
    public int events;
    public SideWindows home;
    public SideWindows away;
  }
}
