"""The fold of bench/src/streams-fold.ts: the same state, the same sums, the same bytes."""

KEPT_EVENTS = 30
WINDOW_SECONDS = 300


def fold_event(windows, event):
    kept = {name: event[name] for name in ("sequence", "second", "side", "kind", "x", "xg")}
    latest = [] if windows is None else windows["latest"][-(KEPT_EVENTS - 1) :]
    latest.append(kept)
    events = 1 if windows is None else windows["events"] + 1
    return {"match": event["match"], "events": events, "latest": latest}


def rolling_form(windows):
    latest = windows["latest"]
    last = latest[-1]
    return {
        "match": windows["match"],
        "sequence": last["sequence"],
        "second": last["second"],
        "events": windows["events"],
        "home": side_windows(latest, 0, last["second"]),
        "away": side_windows(latest, 1, last["second"]),
    }


def side_windows(latest, side, second):
    return {
        "lastEvents8": sums(latest[-8:], None, side),
        "lastEvents16": sums(latest[-16:], None, side),
        "lastMinutes5": sums(latest, second - WINDOW_SECONDS, side),
    }


def sums(kept, after, side):
    events = shots = xg = x = 0
    for event in kept:
        if event["side"] != side or (after is not None and event["second"] <= after):
            continue
        events += 1
        if event["kind"] == 0:
            shots += 1
        xg += event["xg"]
        x += event["x"]
    return {"events": events, "shots": shots, "xg": xg, "meanX": x // events if events else 0}
