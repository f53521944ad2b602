CREATE TABLE campaigns (
  id TEXT NOT NULL,
  parties TEXT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_campaigns PRIMARY KEY (id)
)

CREATE INDEX ix_campaigns_parties ON campaigns (parties)

CREATE TABLE decisions (
  id BIGSERIAL NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  report TEXT,
  before TEXT,
  after TEXT,
  undoes BIGINT,
  json TEXT NOT NULL,
  evidence TEXT,
  CONSTRAINT pk_decisions PRIMARY KEY (id),
  CONSTRAINT uq_decisions_undoes UNIQUE (undoes),
  CONSTRAINT fk_decisions_undoes FOREIGN KEY(undoes) REFERENCES decisions (id)
)

CREATE INDEX ix_decisions_object ON decisions (object)

CREATE INDEX ix_decisions_report ON decisions (report)

CREATE TABLE makers (
  id BIGSERIAL NOT NULL,
  first_used TEXT NOT NULL,
  package TEXT NOT NULL,
  schema TEXT NOT NULL,
  model TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  rules TEXT NOT NULL,
  CONSTRAINT pk_makers PRIMARY KEY (id)
)

CREATE TABLE outlets (
  name TEXT NOT NULL,
  tag TEXT NOT NULL,
  CONSTRAINT pk_outlets PRIMARY KEY (name, tag)
)

CREATE TABLE accounts (
  id BIGSERIAL NOT NULL,
  incident TEXT NOT NULL,
  question TEXT NOT NULL,
  verdict TEXT NOT NULL,
  rule TEXT NOT NULL,
  origins INTEGER NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  maker BIGINT NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_accounts PRIMARY KEY (id),
  CONSTRAINT fk_accounts_maker FOREIGN KEY(maker) REFERENCES makers (id)
)

CREATE INDEX ix_accounts_incident_until ON accounts (incident, until)

CREATE INDEX ix_accounts_verdict_until ON accounts (verdict, until)

CREATE TABLE decision_claims (
  decision BIGINT NOT NULL,
  claim TEXT NOT NULL,
  CONSTRAINT pk_decision_claims PRIMARY KEY (decision, claim),
  CONSTRAINT fk_decision_claims_decision FOREIGN KEY(decision) REFERENCES decisions (id)
)

CREATE INDEX ix_decision_claims_claim ON decision_claims (claim)

CREATE TABLE incidents (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT,
  country TEXT,
  lat FLOAT,
  lon FLOAT,
  precision TEXT,
  first_day DATE,
  last_day DATE,
  parties TEXT NOT NULL,
  claims INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  admitted INTEGER NOT NULL,
  killed INTEGER,
  home TEXT NOT NULL,
  sides TEXT,
  campaign TEXT,
  changed_at TEXT NOT NULL,
  maker BIGINT NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_incidents PRIMARY KEY (id),
  CONSTRAINT uq_incidents_home UNIQUE (home),
  CONSTRAINT fk_incidents_maker FOREIGN KEY(maker) REFERENCES makers (id)
)

CREATE INDEX ix_incidents_campaign ON incidents (campaign)

CREATE INDEX ix_incidents_changed_at ON incidents (changed_at)

CREATE INDEX ix_incidents_country ON incidents (country)

CREATE INDEX ix_incidents_first_day ON incidents (first_day)

CREATE INDEX ix_incidents_kind ON incidents (kind)

CREATE INDEX ix_incidents_parties ON incidents (parties)

CREATE TABLE reports (
  number BIGSERIAL NOT NULL,
  id TEXT NOT NULL,
  url TEXT,
  outlet TEXT,
  title TEXT,
  published TEXT,
  published_on DATE,
  language TEXT,
  fetched_at TEXT,
  copy_of TEXT,
  folded TEXT NOT NULL,
  origin TEXT NOT NULL,
  added_at TEXT NOT NULL,
  read_at TEXT NOT NULL,
  maker BIGINT NOT NULL,
  text TEXT NOT NULL,
  machine TEXT NOT NULL,
  corrected TEXT,
  CONSTRAINT pk_reports PRIMARY KEY (number),
  CONSTRAINT uq_reports_id UNIQUE (id),
  CONSTRAINT fk_reports_maker FOREIGN KEY(maker) REFERENCES makers (id)
)

CREATE INDEX ix_reports_added_at ON reports (added_at)

CREATE INDEX ix_reports_copy_of ON reports (copy_of)

CREATE INDEX ix_reports_origin ON reports (origin)

CREATE INDEX ix_reports_outlet ON reports (outlet)

CREATE INDEX ix_reports_published_on ON reports (published_on)

CREATE INDEX ix_reports_url ON reports (url)

CREATE TABLE agreements (
  id TEXT NOT NULL,
  report TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  first_day DATE,
  last_day DATE,
  maker BIGINT NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_agreements PRIMARY KEY (id),
  CONSTRAINT fk_agreements_report FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE,
  CONSTRAINT fk_agreements_maker FOREIGN KEY(maker) REFERENCES makers (id)
)

CREATE INDEX ix_agreements_name ON agreements (name)

CREATE INDEX ix_agreements_report ON agreements (report)

CREATE TABLE casualties (
  incident TEXT NOT NULL,
  position INTEGER NOT NULL,
  side TEXT,
  effect TEXT NOT NULL,
  category TEXT NOT NULL,
  low INTEGER,
  best INTEGER,
  high INTEGER,
  rule TEXT NOT NULL,
  CONSTRAINT pk_casualties PRIMARY KEY (incident, position),
  CONSTRAINT fk_casualties_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
)

CREATE TABLE claims (
  id TEXT NOT NULL,
  report TEXT NOT NULL,
  position INTEGER NOT NULL,
  claimant TEXT,
  claimant_party TEXT,
  claimant_sector TEXT,
  claimant_name TEXT,
  stance TEXT NOT NULL,
  interest TEXT NOT NULL,
  answers TEXT,
  confidence FLOAT,
  review TEXT,
  priority FLOAT NOT NULL,
  maker BIGINT NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_claims PRIMARY KEY (id),
  CONSTRAINT fk_claims_report FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE,
  CONSTRAINT fk_claims_maker FOREIGN KEY(maker) REFERENCES makers (id)
)

CREATE INDEX ix_claims_claimant_party ON claims (claimant_party)

CREATE INDEX ix_claims_report ON claims (report)

CREATE INDEX ix_claims_review_priority ON claims (review, priority)

CREATE TABLE events (
  id TEXT NOT NULL,
  report TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  background BOOLEAN NOT NULL,
  first_day DATE,
  last_day DATE,
  maker BIGINT NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_events PRIMARY KEY (id),
  CONSTRAINT fk_events_report FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE,
  CONSTRAINT fk_events_maker FOREIGN KEY(maker) REFERENCES makers (id)
)

CREATE INDEX ix_events_report ON events (report)

CREATE TABLE incident_parties (
  incident TEXT NOT NULL,
  party TEXT NOT NULL,
  CONSTRAINT pk_incident_parties PRIMARY KEY (incident, party),
  CONSTRAINT fk_incident_parties_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
)

CREATE INDEX ix_incident_parties_party_incident ON incident_parties (party, incident)

CREATE TABLE origin_links (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  position INTEGER NOT NULL,
  how TEXT NOT NULL,
  score FLOAT NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_origin_links PRIMARY KEY (one, other, position),
  CONSTRAINT fk_origin_links_one FOREIGN KEY(one) REFERENCES reports (id) ON DELETE CASCADE,
  CONSTRAINT fk_origin_links_other FOREIGN KEY(other) REFERENCES reports (id) ON DELETE CASCADE
)

CREATE INDEX ix_origin_links_other ON origin_links (other)

CREATE TABLE print_keys (
  sort SMALLINT NOT NULL,
  key BIGINT NOT NULL,
  report BIGINT NOT NULL,
  CONSTRAINT pk_print_keys PRIMARY KEY (sort, key, report),
  CONSTRAINT fk_print_keys_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
)

CREATE INDEX ix_print_keys_report ON print_keys (report)

CREATE TABLE agreement_actors (
  agreement TEXT NOT NULL,
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  actor TEXT,
  party TEXT,
  name TEXT,
  CONSTRAINT pk_agreement_actors PRIMARY KEY (agreement, role, position),
  CONSTRAINT fk_agreement_actors_agreement FOREIGN KEY(agreement) REFERENCES agreements (id) ON DELETE CASCADE
)

CREATE INDEX ix_agreement_actors_party ON agreement_actors (party)

CREATE TABLE breaches (
  agreement TEXT NOT NULL,
  claim TEXT NOT NULL,
  position INTEGER NOT NULL,
  CONSTRAINT pk_breaches PRIMARY KEY (agreement, claim),
  CONSTRAINT fk_breaches_agreement FOREIGN KEY(agreement) REFERENCES agreements (id) ON DELETE CASCADE,
  CONSTRAINT fk_breaches_claim FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE
)

CREATE INDEX ix_breaches_claim ON breaches (claim)

CREATE TABLE claim_events (
  claim TEXT NOT NULL,
  position INTEGER NOT NULL,
  event TEXT NOT NULL,
  CONSTRAINT pk_claim_events PRIMARY KEY (claim, position),
  CONSTRAINT fk_claim_events_claim FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE,
  CONSTRAINT fk_claim_events_event FOREIGN KEY(event) REFERENCES events (id) ON DELETE CASCADE
)

CREATE INDEX ix_claim_events_event ON claim_events (event)

CREATE TABLE event_actors (
  event TEXT NOT NULL,
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  actor TEXT,
  party TEXT,
  sector TEXT,
  name TEXT,
  CONSTRAINT pk_event_actors PRIMARY KEY (event, role, position),
  CONSTRAINT fk_event_actors_event FOREIGN KEY(event) REFERENCES events (id) ON DELETE CASCADE
)

CREATE INDEX ix_event_actors_party ON event_actors (party)

CREATE TABLE harm (
  event TEXT NOT NULL,
  position INTEGER NOT NULL,
  effect TEXT NOT NULL,
  side TEXT,
  category TEXT NOT NULL,
  low INTEGER,
  best INTEGER,
  high INTEGER,
  cumulative BOOLEAN NOT NULL,
  CONSTRAINT pk_harm PRIMARY KEY (event, position),
  CONSTRAINT fk_harm_event FOREIGN KEY(event) REFERENCES events (id) ON DELETE CASCADE
)

CREATE TABLE incident_claims (
  incident TEXT NOT NULL,
  claim TEXT NOT NULL,
  position INTEGER NOT NULL,
  gathered BOOLEAN NOT NULL,
  CONSTRAINT pk_incident_claims PRIMARY KEY (incident, claim),
  CONSTRAINT fk_incident_claims_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE,
  CONSTRAINT fk_incident_claims_claim FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE
)

CREATE INDEX ix_incident_claims_claim ON incident_claims (claim)

CREATE TABLE obligations (
  agreement TEXT NOT NULL,
  position INTEGER NOT NULL,
  obligor TEXT,
  duty TEXT NOT NULL,
  place TEXT,
  CONSTRAINT pk_obligations PRIMARY KEY (agreement, position),
  CONSTRAINT fk_obligations_agreement FOREIGN KEY(agreement) REFERENCES agreements (id) ON DELETE CASCADE
)

CREATE TABLE places (
  event TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  lat FLOAT,
  lon FLOAT,
  country TEXT,
  admin1 TEXT,
  geonames_id INTEGER,
  precision TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  CONSTRAINT pk_places PRIMARY KEY (event, position),
  CONSTRAINT fk_places_event FOREIGN KEY(event) REFERENCES events (id) ON DELETE CASCADE
)

CREATE INDEX ix_places_name ON places (name)

CREATE TABLE talks (
  id TEXT NOT NULL,
  report TEXT NOT NULL,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  level TEXT,
  venue TEXT,
  first_day DATE,
  last_day DATE,
  event TEXT,
  maker BIGINT NOT NULL,
  json TEXT NOT NULL,
  CONSTRAINT pk_talks PRIMARY KEY (id),
  CONSTRAINT fk_talks_report FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE,
  CONSTRAINT fk_talks_event FOREIGN KEY(event) REFERENCES events (id) ON DELETE CASCADE,
  CONSTRAINT fk_talks_maker FOREIGN KEY(maker) REFERENCES makers (id)
)

CREATE INDEX ix_talks_first_day ON talks (first_day)

CREATE INDEX ix_talks_report ON talks (report)

CREATE TABLE told (
  id BIGSERIAL NOT NULL,
  key TEXT NOT NULL,
  report TEXT NOT NULL,
  claim TEXT NOT NULL,
  event TEXT NOT NULL,
  core TEXT,
  home TEXT,
  regrouped TEXT,
  CONSTRAINT pk_told PRIMARY KEY (id),
  CONSTRAINT uq_told_key UNIQUE (key),
  CONSTRAINT fk_told_report FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE,
  CONSTRAINT fk_told_claim FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE,
  CONSTRAINT fk_told_event FOREIGN KEY(event) REFERENCES events (id) ON DELETE CASCADE
)

CREATE INDEX ix_told_claim ON told (claim)

CREATE INDEX ix_told_core ON told (core)

CREATE INDEX ix_told_event ON told (event)

CREATE INDEX ix_told_home ON told (home)

CREATE INDEX ix_told_regrouped ON told (regrouped)

CREATE INDEX ix_told_report ON told (report)

CREATE TABLE weapons (
  event TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  CONSTRAINT pk_weapons PRIMARY KEY (event, position),
  CONSTRAINT fk_weapons_event FOREIGN KEY(event) REFERENCES events (id) ON DELETE CASCADE
)

CREATE TABLE blocks (
  block BIGINT NOT NULL,
  told BIGINT NOT NULL,
  CONSTRAINT pk_blocks PRIMARY KEY (block, told),
  CONSTRAINT fk_blocks_told FOREIGN KEY(told) REFERENCES told (id) ON DELETE CASCADE
)

CREATE INDEX ix_blocks_told ON blocks (told)

CREATE TABLE dangers (
  talks TEXT NOT NULL,
  claim TEXT NOT NULL,
  position INTEGER NOT NULL,
  CONSTRAINT pk_dangers PRIMARY KEY (talks, claim),
  CONSTRAINT fk_dangers_talks FOREIGN KEY(talks) REFERENCES talks (id) ON DELETE CASCADE,
  CONSTRAINT fk_dangers_claim FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE
)

CREATE INDEX ix_dangers_claim ON dangers (claim)

CREATE TABLE pairs (
  one BIGINT NOT NULL,
  other BIGINT NOT NULL,
  score FLOAT NOT NULL,
  CONSTRAINT pk_pairs PRIMARY KEY (one, other),
  CONSTRAINT fk_pairs_one FOREIGN KEY(one) REFERENCES told (id) ON DELETE CASCADE,
  CONSTRAINT fk_pairs_other FOREIGN KEY(other) REFERENCES told (id) ON DELETE CASCADE
)

CREATE INDEX ix_pairs_other ON pairs (other)

CREATE TABLE talks_actors (
  talks TEXT NOT NULL,
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  actor TEXT,
  party TEXT,
  name TEXT,
  CONSTRAINT pk_talks_actors PRIMARY KEY (talks, role, position),
  CONSTRAINT fk_talks_actors_talks FOREIGN KEY(talks) REFERENCES talks (id) ON DELETE CASCADE
)

CREATE INDEX ix_talks_actors_party ON talks_actors (party)

CREATE TABLE report_words (
  report BIGINT NOT NULL CONSTRAINT pk_report_words PRIMARY KEY
    CONSTRAINT fk_report_words_report REFERENCES reports (number) ON DELETE CASCADE,
  words TSVECTOR NOT NULL
)

CREATE INDEX ix_report_words_words ON report_words USING gin (words)

CREATE FUNCTION keep_report_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_words (report, words)
  VALUES (new.number, setweight(to_tsvector('english', coalesce(new.title, '')), 'A') || to_tsvector('english', left(new.text, 250000)))
  ON CONFLICT (report) DO UPDATE SET words = excluded.words;
  RETURN new;
END
$$

CREATE TRIGGER reports_words AFTER INSERT OR UPDATE OF title, text ON reports FOR EACH ROW EXECUTE FUNCTION keep_report_words()
