CREATE TABLE alerts (
  id INTEGER NOT NULL,
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  day TEXT,
  links TEXT NOT NULL,
  fired_at TEXT NOT NULL,
  CONSTRAINT pk_alerts PRIMARY KEY (id),
  CONSTRAINT uq_alerts_rule_subject UNIQUE (rule, subject)
)

CREATE TABLE feeds (
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  settings TEXT NOT NULL,
  title TEXT,
  etag TEXT,
  last_modified TEXT,
  entered_at TEXT NOT NULL,
  asked_at TEXT,
  answered_at TEXT,
  next_at TEXT NOT NULL,
  failures INTEGER NOT NULL,
  error TEXT,
  dead_since TEXT,
  CONSTRAINT pk_feeds PRIMARY KEY (name)
)

CREATE TABLE alert_deliveries (
  alert INTEGER NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  failures INTEGER NOT NULL,
  retry_at TEXT,
  error TEXT,
  changed_at TEXT NOT NULL,
  CONSTRAINT pk_alert_deliveries PRIMARY KEY (alert, channel),
  CONSTRAINT fk_alert_deliveries_alert FOREIGN KEY(alert) REFERENCES alerts (id) ON DELETE CASCADE
)

CREATE INDEX ix_alert_deliveries_state_channel ON alert_deliveries (state, channel)

CREATE TABLE alert_subjects (
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  alert INTEGER NOT NULL,
  CONSTRAINT pk_alert_subjects PRIMARY KEY (rule, subject),
  CONSTRAINT fk_alert_subjects_alert FOREIGN KEY(alert) REFERENCES alerts (id) ON DELETE CASCADE
)

CREATE INDEX ix_alert_subjects_alert ON alert_subjects (alert)

CREATE TABLE feed_items (
  id INTEGER NOT NULL,
  feed TEXT NOT NULL,
  "key" TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT,
  published TEXT,
  version TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  failures INTEGER NOT NULL,
  interrupted INTEGER NOT NULL,
  retry_at TEXT,
  report TEXT,
  found_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  CONSTRAINT pk_feed_items PRIMARY KEY (id),
  CONSTRAINT uq_feed_items_feed_key UNIQUE (feed, "key"),
  CONSTRAINT fk_feed_items_feed FOREIGN KEY(feed) REFERENCES feeds (name) ON DELETE CASCADE,
  CONSTRAINT fk_feed_items_report FOREIGN KEY(report) REFERENCES reports (id) ON DELETE SET NULL
)

CREATE INDEX ix_feed_items_key ON feed_items ("key")

CREATE INDEX ix_feed_items_report ON feed_items (report)

CREATE INDEX ix_feed_items_state_feed ON feed_items (state, feed)
