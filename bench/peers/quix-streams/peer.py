"""The measured fold in Quix Streams.

Usage: peer.py BROKERS APPLICATION COMMIT_MS STATE_FOLDER. Prints `restored RECORDS` and `running PID MS_SINCE_THE_EPOCH`;
ends in good order on SIGTERM. Everything that is not set here is at its default: state in RocksDB, behind a changelog.
"""

import logging
import os
import sys
import time

from fold import fold_event, rolling_form
from quixstreams import Application


def say(line):
    print(line, flush=True)


def say_running():
    say(f"running {os.getpid()} {int(time.time() * 1000)}")


class Peer(Application):
    def _on_assign(self, consumer, topic_partitions):
        super()._on_assign(consumer, topic_partitions)
        if not self._state_manager.recovery_required:
            say_running()
            return
        changelogs = [tp for tp in topic_partitions if tp.topic.startswith("changelog__")]
        ends = [self._consumer.get_watermark_offsets(tp, timeout=30) for tp in changelogs]
        say(f"restored {sum(high - low for low, high in ends)}")


class WhenRecovered(logging.Handler):
    """That the state is there is told in the log alone."""

    def emit(self, record):
        if record.getMessage().startswith("Recovery process complete"):
            say_running()


def process(event, state):
    windows = fold_event(state.get("windows"), event)
    state.set("windows", windows)
    return rolling_form(windows)


brokers, name, commit_ms, folder = sys.argv[1:]
application = Peer(
    broker_address=brokers,
    consumer_group=name,
    processing_guarantee="exactly-once",
    commit_interval=int(commit_ms) / 1000,
    auto_offset_reset="earliest",
    state_dir=folder,
)
logging.getLogger("quixstreams").addHandler(WhenRecovered())
events = application.topic(f"{name}.events", key_deserializer="str")
forms = application.topic(f"{name}.forms", key_serializer="str")
application.dataframe(events).apply(process, stateful=True).to_topic(forms)
application.run()
